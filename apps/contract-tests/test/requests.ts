import { type CatalogueOperation, requestFor, sampleRequest, type Scenario } from "@integrations-api/scenarios";

export type Values = Record<string, Record<string, string>>;

/** The values of a request that the contract itself calls good: the examples of its required parameters. */
export function exampleValues(operation: CatalogueOperation): Values {
  return toTexts(sampleRequest(operation).values);
}

/** The values of a request that triggers a scenario. */
export function triggerValues(operation: CatalogueOperation, scenario: Scenario): Values {
  const request = requestFor(operation, scenario);
  if (!request) throw new Error(`No request triggers "${scenario.name}" of ${operation.operationId}.`);
  return toTexts(request.values);
}

/** Sends a request as plain HTTP, past every client. */
export function send(
  baseUrl: string,
  operation: CatalogueOperation,
  values: Values,
  headers: Record<string, string>,
): Promise<Response> {
  const path = operation.path.replaceAll(/\{(.+?)\}/g, (_, name) => encodeURIComponent(values["path"]?.[name] ?? ""));
  const query = new URLSearchParams(values["query"]);
  return fetch(`${baseUrl}${path}?${query}`, {
    method: operation.method,
    headers: { ...values["header"], ...headers },
  });
}

function toTexts(values: Record<string, Record<string, unknown>>): Values {
  const toText = ([name, value]: [string, unknown]): [string, string] => [name, String(value)];
  return Object.fromEntries(
    Object.entries(values).map(([place, some]) => [place, Object.fromEntries(Object.entries(some).map(toText))]),
  );
}
