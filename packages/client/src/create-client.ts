import createFetchClient, { type Client } from "openapi-fetch";
import { HttpError } from "./http-error.ts";
import type { Integration, paths } from "./generated/contract.ts";
import { contractServer } from "./generated/server.ts";

export interface ClientOptions {
  /** The API token, without `Bearer`. */
  token: string;
  /**
   * Where the API is, with or without a path of its own.
   *
   * @default the server named in the contract
   */
  baseUrl?: string;
  /**
   * What sends the requests, for tests and proxies.
   *
   * @default the runtime's `fetch`
   */
  fetch?: (request: Request) => Promise<Response>;
}

export interface GetIntegrationOptions {
  /** Narrows `installed_environment` to this environment, or to nothing where it is not installed there. */
  environmentId?: string;
  /** Ends the request. */
  signal?: AbortSignal;
}

export interface IntegrationsClient extends Pick<Client<paths>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE"> {
  /**
   * Reads one integration.
   *
   * @param id The integration's uuid.
   * @throws {HttpError} when the answer is not the integration.
   */
  getIntegration(id: string, options?: GetIntegrationOptions): Promise<Integration>;
}

/**
 * Makes a client for the API that the contract describes.
 *
 * @example
 * const client = createClient({ token: process.env.TRUTO_API_TOKEN ?? "" });
 * const integration = await client.getIntegration("4a4de828-f4db-4c9e-adfd-434e0864c3c7");
 * console.log(integration.config.label ?? integration.name);
 */
export function createClient({ token, baseUrl = contractServer, fetch }: ClientOptions): IntegrationsClient {
  const { GET, POST, PUT, PATCH, DELETE } = createFetchClient<paths>({
    baseUrl,
    headers: { accept: "application/json", authorization: `Bearer ${token}` },
    ...(fetch && { fetch }),
  });

  return {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
    async getIntegration(id, { environmentId, signal } = {}) {
      const { data, error, response } = await GET("/integrations/{id}", {
        params: { path: { id }, query: environmentId === undefined ? {} : { environment_id: environmentId } },
        ...(signal && { signal }),
      });
      if (data === undefined) throw new HttpError(`Getting integration ${id} failed`, response, error);
      return data;
    },
  };
}
