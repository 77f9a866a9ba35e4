import createFetchClient, { type Client } from "openapi-fetch";
import { checkIds } from "./check-ids.ts";
import { type ClientOptions, normalizeOptions } from "./client-options.ts";
import { type AnyIntegrationsApiError, ArgumentError } from "./errors.ts";
import { isIntegrationsApiError } from "./error-guards.ts";
import type { Integration, paths } from "./generated/contract.ts";
import { identity } from "./identity.ts";
import { createResilientFetch } from "./resilient-fetch.ts";

export interface GetIntegrationOptions {
  /** Narrows `installed_environment` to this environment, or to nothing where it is not installed there. A uuid. */
  environmentId?: string | undefined;
  /** Ends the call at any moment, also in a pause. */
  signal?: AbortSignal | undefined;
}

/** The outcome of a call that does not throw. */
export type GetIntegrationResult =
  | { ok: true; data: Integration; status: number; requestId: string | undefined; headers: Headers }
  | { ok: false; error: AnyIntegrationsApiError };

export interface IntegrationsClient {
  /**
   * Reads one integration.
   *
   * @param id The integration's uuid.
   * @throws {IntegrationsApiError} one of its subclasses, whatever goes wrong
   * @example
   * const { name, config } = await client.getIntegration("4a4de828-f4db-4c9e-adfd-434e0864c3c7");
   */
  getIntegration(id: string, options?: GetIntegrationOptions): Promise<Integration>;
  /**
   * Reads one integration, and answers an error instead of throwing it.
   *
   * @example
   * const result = await client.tryGetIntegration("4a4de828-f4db-4c9e-adfd-434e0864c3c7");
   * if (!result.ok && result.error.name === "NotFoundError") console.log("gone");
   */
  tryGetIntegration(id: string, options?: GetIntegrationOptions): Promise<GetIntegrationResult>;
  /**
   * Calls any path of the contract, and answers `{ data, error, response }` as openapi-fetch does. Retries, timeouts
   * and the token are the same as above; where there is no answer, the same errors are thrown.
   */
  GET: Client<paths>["GET"];
}

const contractPath = "/integrations/{id}";

/**
 * Makes a client for the API that the contract describes.
 *
 * @throws {ArgumentError} when an option cannot work; it names the option
 * @example
 * const client = createClient({ token: process.env["TRUTO_API_TOKEN"] ?? "" });
 * const integration = await client.getIntegration("4a4de828-f4db-4c9e-adfd-434e0864c3c7");
 * console.log(integration.config.label ?? integration.name);
 */
export function createClient(options: ClientOptions): IntegrationsClient {
  const settings = normalizeOptions(options ?? {});
  const resilient = createResilientFetch(settings);
  const { GET: get } = createFetchClient<paths>({
    baseUrl: settings.baseUrl,
    headers: { accept: "application/json", ...identity() },
  });

  // The same function with other checks in front: its type is openapi-fetch's own.
  const GET = (async (path: string, init?: Init) => {
    const isIntegration = path === contractPath;
    checkIds(isIntegration, init?.params);
    const asked = isIntegration ? (settings.integrationPath ?? path) : path;
    const fetch = (request: Request): Promise<Response> => resilient.send(request, isIntegration, init?.fetch);
    try {
      return await get(asked as typeof contractPath, { ...init, fetch } as never);
    } catch (error) {
      throw isIntegrationsApiError(error) ? error : new ArgumentError(`The call of ${path} is wrong.`, error);
    }
  }) as Client<paths>["GET"];

  const tryGetIntegration = async (id: string, asked?: GetIntegrationOptions): Promise<GetIntegrationResult> => {
    try {
      const { environmentId, signal } = asked ?? {};
      // openapi-fetch leaves out what is undefined.
      const params = { path: { id }, query: { environment_id: environmentId as string } };
      const { data, response } = await GET(contractPath, { params, signal: signal ?? null });
      const { error, record } = resilient.outcomeOf(response);
      if (error) return { ok: false, error };
      const { status, requestId } = record;
      return { ok: true, data: data as Integration, status, requestId, headers: response.headers };
    } catch (error) {
      // Nothing else is thrown by the lines above.
      return { ok: false, error: error as AnyIntegrationsApiError };
    }
  };

  return {
    GET,
    tryGetIntegration,
    async getIntegration(id, asked) {
      const result = await tryGetIntegration(id, asked);
      if (!result.ok) throw result.error;
      return result.data;
    },
  };
}

interface Init {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown> };
  fetch?: ClientOptions["fetch"];
}
