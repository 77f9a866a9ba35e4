import { catalogue, type CatalogueOperation, requestFor, type Scenario } from "@integrations-api/scenarios";

/** A request that the contract calls good, and what it is answered. */
export interface Good {
  target: string;
  scenario: Scenario;
}

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration");
if (!operation) throw new Error("The contract does not have the operation getIntegration.");

/** The operation whose requests are spoiled. */
export const attacked: CatalogueOperation = operation;

/** Scenarios that can be asked for and are answered at once, whole and below 500. */
export const harmless: Good[] = attacked.scenarios.flatMap((scenario) => {
  const { status, delayMs, fault, sequence, token } = scenario;
  const plain = !delayMs && !fault && !sequence && !token && status < 500;
  return plain && status < 300 ? [{ scenario, target: targetOf(scenario) }] : [];
});

/** Scenarios of the 5xx statuses that an address of their own gets. */
export const serverErrors: Good[] = attacked.scenarios
  .filter(({ status, path, delayMs }) => status >= 500 && path && !delayMs)
  .map((scenario) => ({ scenario, target: targetOf(scenario) }));

/** The 5xx statuses that the text of a request asks for, by id or by `Prefer`. */
export function askedServerErrors(raw: string): number[] {
  const text = raw.toLowerCase();
  return attacked.scenarios
    .filter(({ status }) => status >= 500)
    .filter(({ status, name, path, query }) => {
      const reserved = Object.values({ ...path, ...query }).map((value) => value.toLowerCase());
      return [...reserved, `code=${status}`, `example=${name}`].some((value) => text.includes(value));
    })
    .map(({ status }) => status);
}

function targetOf(scenario: Scenario): string {
  const request = requestFor(attacked, scenario);
  if (!request) throw new Error(`No request triggers "${scenario.name}".`);
  return request.path;
}
