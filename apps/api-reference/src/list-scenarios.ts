import {
  type CatalogueOperation,
  needsToken,
  readCatalogue,
  requestFor,
  type Scenario,
} from "@integrations-api/scenarios";
import { parse, stringify } from "yaml";

/** Adds what the mock answers to the description of a contract: each scenario with the id or token that triggers it. */
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
  return `- **${status} ${name}**: ${summary}. By ${triggerOf(operation, scenario)}.`;
}

function triggerOf(operation: CatalogueOperation, scenario: Scenario): string {
  const request = requestFor(operation, scenario);
  if (!request) return `\`Prefer: code=${scenario.status}, example=${scenario.name}\``;

  const [trigger] = Object.entries(request.triggers);
  if (trigger) return `${"token" in request.triggers ? "the token" : trigger[0]} \`${String(trigger[1])}\``;
  if (needsToken(operation) && request.parts.token === undefined) return "a request without a token";
  return operation.requestBody?.required && !request.parts.body ? "a request without a body" : "any valid request";
}
