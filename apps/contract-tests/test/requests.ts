import {
  type CatalogueOperation,
  type OperationRequest,
  requestFor,
  type Scenario,
  type ScenarioRequest,
} from "@integrations-api/scenarios";

/** Returns the request that triggers a scenario; throws if there is none. */
export function triggerOf(operation: CatalogueOperation, scenario: Scenario): OperationRequest {
  const request = requestFor(operation, scenario);
  if (!request) throw new Error(`No request triggers "${scenario.name}" of ${operation.operationId}.`);
  return request;
}

/** Sends a request over plain HTTP, without a client. */
export function send(
  baseUrl: string,
  request: ScenarioRequest,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { method, path, query, body } = request;
  const init = { method, headers: { ...request.headers, ...headers }, ...(body !== undefined && { body }) };
  return fetch(`${baseUrl}${path}${query.size > 0 ? `?${query}` : ""}`, init);
}
