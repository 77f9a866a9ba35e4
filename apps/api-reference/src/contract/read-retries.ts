import { createClient } from "@integrations-api/client";
import type { CatalogueOperation, Scenario } from "@integrations-api/scenarios";
import { reasonWithoutClient, triggerOf } from "@integrations-api/scenarios/page";

/** Finds out, by calls, which errors of an operation the client retries. The keys are the scenarios. */
export async function readRetries(operation: CatalogueOperation): Promise<Map<Scenario, boolean>> {
  const errors = [...operation.scenarios, ...operation.defaults].filter(({ status }) => status >= 400);
  const tried = errors.map(async (scenario) => [scenario, await isRetried(operation, scenario)] as const);
  return new Map((await Promise.all(tried)).flatMap(([scenario, is]) => (is === undefined ? [] : [[scenario, is]])));
}

async function isRetried(operation: CatalogueOperation, scenario: Scenario): Promise<boolean | undefined> {
  const { clientRequest } = triggerOf(operation, scenario);
  if (reasonWithoutClient(operation, clientRequest) !== "") return undefined;
  const { status, headers } = scenario;
  const ending = new AbortController();
  const client = createClient({
    token: "any",
    retries: 1,
    fetch: async () => new Response("{}", { status, headers }),
    // Nobody waits for the second attempt.
    onRetry: () => ending.abort(),
  });
  const { path, query, header, cookie, body } = clientRequest.parts;
  const init = { params: { path, query, header, cookie }, signal: ending.signal, ...(body && { body: body.value }) };
  // The client has the methods of its own contract, which another contract may go beyond.
  const send = client[operation.method as "GET"] as undefined | ((path: string, init: object) => Promise<unknown>);
  if (!send) return undefined;
  await send(operation.path, init).catch(() => {});
  return ending.signal.aborted;
}
