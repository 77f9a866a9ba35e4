import type { IntegrationsClient } from "@integrations-api/client";
import type { CatalogueOperation, OperationRequest } from "@integrations-api/scenarios";

export interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Sends a request with the client's method for its operation. */
export function callClient(
  client: IntegrationsClient,
  operation: CatalogueOperation,
  { parts, headers: sent }: OperationRequest,
  extra: Record<string, string> = {},
): Promise<Result> {
  // The contract is read at run time, so the types cannot know the path.
  const call = Reflect.get(client, operation.method) as (path: string, init: object) => Promise<Result>;
  const { path, query, header, cookie, body } = parts;
  const credentials = Object.fromEntries(
    Object.entries(sent).filter(([name]) => name !== "authorization" && name !== "content-type"),
  );
  return call(operation.path, {
    params: { path, query, header, cookie },
    headers: { ...credentials, ...extra },
    ...(body && { body: body.value }),
  });
}
