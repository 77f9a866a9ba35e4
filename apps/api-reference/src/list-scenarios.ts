import { type CatalogueOperation, readCatalogue, type Scenario, valueAt } from "@integrations-api/scenarios";
import { parse, stringify } from "yaml";

/** Adds what the mock answers to the description of a contract: each scenario with the id or token that gets it. */
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
  "The mock server of this project answers these. **Mock only:** the vendor knows none of the ids and tokens here.";

function toItem(operation: CatalogueOperation, scenario: Scenario): string {
  const { name, status, summary } = scenario;
  const trigger = triggerOf(operation, scenario) ?? `\`Prefer: code=${status}, example=${name}\``;
  return `- **${status} ${name}**: ${summary}. By ${trigger}.`;
}

/** What gets a scenario: a token, a reserved value, or the value by which its body is selected. */
function triggerOf(
  { parameters }: CatalogueOperation,
  { token, path, query, status, body }: Scenario,
): string | undefined {
  if (token) return `the token \`${token}\``;

  const [reserved] = Object.entries({ ...path, ...query });
  if (reserved) return `${reserved[0]} \`${reserved[1]}\``;

  const selecting = parameters.find(({ selects }) => selects !== undefined);
  if (!selecting?.selects || status >= 300) return undefined;
  return `${selecting.name} \`${valueAt(body, selecting.selects)}\``;
}
