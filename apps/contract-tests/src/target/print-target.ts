import type { Operation } from "../contract/read-contract.ts";
import { isSent, knownScenario } from "../traffic/requests.ts";

/** Writes a target file with every scenario, for people to fill in. */
export function printTarget(operations: Operation[], url = "https://staging.example.com"): string {
  return [
    "# The server to test, and the requests that trigger the contract's scenarios there.",
    "# Without an entry, a scenario is requested as the contract shows it, and listed as not reached if the server does",
    "# not know it.",
    `url: ${JSON.stringify(url)}`,
    "# Read from the environment, so the file does not contain it.",
    "token: $CONTRACT_TOKEN",
    "# pace: 100/10s",
    "scenarios:",
    ...operations.flatMap((operation) => [
      `  # ${operation.method} ${operation.path}`,
      ...operation.scenarios.filter(isSent).flatMap((scenario) => toLines(operation, scenario)),
    ]),
    "# Violations that you know and do not count until a day.",
    "# accept:",
    "#   - check: allow-on-405",
    "#     until: 2027-01-31",
    "#     why: ticket 512",
    "",
  ].join("\n");
}

function toLines(operation: Operation, scenario: Operation["scenarios"][number]): string[] {
  const { name, status, summary, token, body } = scenario;
  const isKnown = scenario === knownScenario(operation);
  const parameters = operation.parameters.filter(({ in: place, narrows }) => place === "path" || (isKnown && narrows));
  const keys = token === undefined ? parameters.map((parameter) => `${parameter.name}: …`) : ["token: $A_TOKEN"];
  if (keys.length === 0 && body === undefined) return [];
  const need = isKnown ? "needed if the contract's values do not exist there" : "optional";
  return [`  # ${status} ${summary} (${need})`, `  # ${name}: { ${keys.join(", ")} }`];
}
