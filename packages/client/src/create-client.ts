import { type CallInit, prepareRequest } from "./call/prepare-request.ts";
import type { Outcome } from "./call/outcome.ts";
import { createSend } from "./call/send.ts";
import type { ContractMethods } from "./contract-methods.ts";
import { type CallerStack, rememberCaller, showCaller } from "./errors/caller-stack.ts";
import { type AnyIntegrationsApiError, ArgumentError, IntegrationsApiError } from "./errors/errors.ts";
import { reasonOf, toPlainError } from "./errors/plain-error.ts";
import type { Integration } from "./generated/contract.ts";
import { operations } from "./generated/operations.ts";
import type { GetIntegrationOptions } from "./options/call-options.ts";
import { checkUuid } from "./options/check-options.ts";
import { type ClientOptions, normalizeOptions, type Settings } from "./options/client-options.ts";
import { notify } from "./options/hooks.ts";

/** The outcome of a call that does not throw. */
export type GetIntegrationResult =
  | { ok: true; data: Integration; status: number; requestId: string | undefined; headers: Headers }
  | { ok: false; error: AnyIntegrationsApiError };

export interface IntegrationsClient extends ContractMethods {
  /**
   * Reads one integration.
   *
   * @param id The integration's uuid.
   * @throws {IntegrationsApiError} always one of its subclasses
   * @example
   * const { name, config } = await client.getIntegration("4a4de828-f4db-4c9e-adfd-434e0864c3c7");
   */
  getIntegration(id: string, options?: GetIntegrationOptions): Promise<Integration>;
  /**
   * Reads one integration. Resolves to an error instead of throwing it.
   *
   * @example
   * const result = await client.tryGetIntegration("4a4de828-f4db-4c9e-adfd-434e0864c3c7");
   * if (!result.ok && result.error.name === "NotFoundError") console.log("gone");
   */
  tryGetIntegration(id: string, options?: GetIntegrationOptions): Promise<GetIntegrationResult>;
}

const integrationPath = "/integrations/{id}";

/**
 * Creates a client for the API that the contract describes.
 *
 * @throws {ArgumentError} if an option is invalid; the message names the option
 * @example
 * const client = createClient({ token: process.env["TRUTO_API_TOKEN"] ?? "" });
 * const integration = await client.getIntegration("4a4de828-f4db-4c9e-adfd-434e0864c3c7");
 * console.log(integration.config.label ?? integration.name);
 */
export function createClient(options: ClientOptions): IntegrationsClient {
  const settings = settingsOf(options, rememberCaller(createClient));
  const send = createSend();

  /** Runs a call for one of the client's functions, so error stacks start with its caller. Never throws. */
  async function call({ method, path, toInit }: Asked, called: Function): Promise<Outcome> {
    const caller = rememberCaller(called);
    try {
      const sentPath = path === integrationPath ? (settings.integrationPath ?? path) : path;
      return await send(prepareRequest(settings, { method, path, sentPath, init: toInit(), caller }));
    } catch (thrown) {
      const error = toArgumentError(thrown, caller);
      void notify(settings.onError, { method, url: settings.baseUrl + path, error });
      return { error };
    }
  }

  async function ask(toInit: () => CallInit, called: Function): Promise<GetIntegrationResult> {
    const { judged, error } = await call({ method: "GET", path: integrationPath, toInit }, called);
    if (error || !judged) return { ok: false, error: error! };
    const { status, requestId } = judged.record;
    // The client does not validate responses; it trusts the contract.
    return { ok: true, data: judged.body as Integration, status, requestId, headers: judged.response.headers };
  }

  async function tryGetIntegration(id: string, asked?: GetIntegrationOptions): Promise<GetIntegrationResult> {
    return ask(() => toInit(id, asked), tryGetIntegration);
  }

  async function getIntegration(id: string, asked?: GetIntegrationOptions): Promise<Integration> {
    const result = await ask(() => toInit(id, asked), getIntegration);
    if (!result.ok) throw result.error;
    return result.data;
  }

  const methods = Object.values(operations).flatMap((item) => Object.keys(item));
  const calls = methods.map((method) => {
    async function callMethod(path: string, init: CallInit = {}): Promise<object> {
      const { judged, error } = await call({ method, path, toInit: () => init }, callMethod);
      if (!judged || judged.isUnreadable) throw error;
      const { ok, body, response } = judged;
      return ok ? { data: body, response } : { error: body, response };
    }
    return [method, callMethod];
  });
  // The types describe per operation what these functions do for all operations.
  return { ...(Object.fromEntries(calls) as ContractMethods), getIntegration, tryGetIntegration };
}

/** An operation, and how it is called. Reading the caller's init may throw. */
interface Asked {
  method: string;
  path: string;
  toInit(): CallInit;
}

function toInit(id: string, asked: GetIntegrationOptions | undefined): CallInit {
  const { environmentId, signal, timeoutMs, retries, headers } = asked ?? {};
  if (environmentId !== undefined) checkUuid("environmentId", environmentId);
  return { signal, timeoutMs, retries, headers, params: { path: { id }, query: { environment_id: environmentId } } };
}

function settingsOf(options: ClientOptions, caller: CallerStack): Settings {
  try {
    return normalizeOptions(options ?? {});
  } catch (thrown) {
    throw toArgumentError(thrown, caller);
  }
}

/** Turns anything thrown because of an invalid argument into an error whose stack starts with the caller. */
function toArgumentError(thrown: unknown, caller: CallerStack): AnyIntegrationsApiError {
  if (thrown instanceof IntegrationsApiError) return showCaller(thrown, caller);
  const cause = toPlainError(thrown, String);
  return showCaller(new ArgumentError(`The arguments are invalid: ${reasonOf(cause)}`, cause), caller);
}
