import {
  type CatalogueOperation,
  needsToken,
  readCatalogue,
  requestFor,
  type Scenario,
} from "@integrations-api/scenarios";
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
  return `- **${status} ${name}**: ${summary}. Trigger: ${triggerOf(operation, scenario)}.`;
}

function triggerOf(operation: CatalogueOperation, scenario: Scenario): string {
  const request = requestFor(operation, scenario);
  if (!request) return `\`Prefer: code=${scenario.status}, example=${scenario.name}\``;

  const [trigger] = Object.entries(request.triggers);
  if (trigger) return `${"token" in request.triggers ? "token" : trigger[0]} \`${String(trigger[1])}\``;
  if (needsToken(operation) && request.parts.token === undefined) return "a request without a token";
  return operation.requestBody?.required && !request.parts.body ? "a request without a body" : "any valid request";
}
