import {
  type CatalogueOperation,
  type OperationRequest,
  requestFor,
  type Scenario,
  type ScenarioRequest,
} from "@integrations-api/scenarios";

/** The request that triggers a scenario, which has to exist. */
export function triggerOf(operation: CatalogueOperation, scenario: Scenario): OperationRequest {
  const request = requestFor(operation, scenario);
  if (!request) throw new Error(`No request triggers "${scenario.name}" of ${operation.operationId}.`);
  return request;
}

/** Sends a request as plain HTTP, past every client. */
export function send(
  baseUrl: string,
  request: ScenarioRequest,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { method, path, query, body } = request;
  const init = { method, headers: { ...request.headers, ...headers }, ...(body !== undefined && { body }) };
  return fetch(`${baseUrl}${path}${query.size > 0 ? `?${query}` : ""}`, init);
}
