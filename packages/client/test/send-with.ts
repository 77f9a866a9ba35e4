import type { Outcome } from "../src/call/outcome.ts";
import { type CallInit, prepareRequest } from "../src/call/prepare-request.ts";
import { createSend } from "../src/call/send.ts";
import type { Operation } from "../src/generated/operations.ts";
import { type ClientOptions, normalizeOptions } from "../src/options/client-options.ts";
import { passPause } from "./stop-clock.ts";

const path = "/integrations";

/** Calls an operation that the contract does not have today, as the client calls any that it has. */
export function sendWith(
  options: Partial<ClientOptions>,
  declared: Partial<Operation> = {},
): (method: string, init: CallInit) => Promise<Outcome> {
  const settings = normalizeOptions({ token: "any", ...options });
  const send = createSend();
  return async (method, init) => {
    const request = prepareRequest(settings, { method, path, sentPath: path, init, caller: {} });
    return send({ ...request, operation: { ...request.operation, ...declared } });
  };
}

/** As `sendWith`, without waiting between attempts. Resolves to status and body, or to the error. */
export function callWith(options: Partial<ClientOptions>): (method: string, init: CallInit) => Promise<unknown> {
  const send = sendWith({ onRetry: passPause, ...options });
  return async (method, init) => {
    const { judged, error } = await send(method, init);
    return judged ? { status: judged.record.status, body: judged.body } : error;
  };
}
