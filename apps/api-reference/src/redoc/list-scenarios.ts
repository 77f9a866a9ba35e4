import { type CatalogueOperation, readCatalogue, type Scenario } from "@integrations-api/scenarios";
import { type Trigger, triggerOf } from "@integrations-api/scenarios/page";
import { parse, stringify } from "yaml";

/** Appends the mock's scenarios to a contract's description, each with the id or token that triggers it. */
export function listScenarios(contract: string): string {
  const document = parse(contract);
  const { operations } = readCatalogue(document);
  const lists = operations.map(
    (operation) =>
      `\`${operation.method} ${operation.path}\`\n\n${operation.scenarios.map((one) => toItem(operation, one)).join("\n")}`,
  );

  document.info.description += `\n## Scenarios of the mock\n\n${introduction}\n\n${lists.join("\n\n")}\n`;
  return stringify(document, { aliasDuplicateObjects: false });
}

const introduction =
  "This project's mock server serves these. **Mock only:** the vendor does not know these ids and tokens.";

function toItem(operation: CatalogueOperation, scenario: Scenario): string {
  const { name, status, summary } = scenario;
  return `- **${status} ${name}**: ${summary}. Trigger: ${describe(triggerOf(operation, scenario))}.`;
}

function describe({ values, missing }: Trigger): string {
  if (missing) return `a request without a ${missing}`;
  const [trigger] = Object.entries(values);
  if (!trigger) return "any valid request";
  const [name, value] = trigger;
  return name === "Prefer" ? `\`Prefer: ${value}\`` : `${name} \`${value}\``;
}
