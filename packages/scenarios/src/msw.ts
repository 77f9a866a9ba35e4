import { http, HttpResponse, type HttpHandler } from "msw";
import { pathBelow } from "./base-url.ts";
import { createFetchStub, type FetchStubOptions } from "./fetch-stub.ts";
import { contractServer } from "./generated/server.ts";

export type { FetchStubOptions } from "./fetch-stub.ts";

/**
 * Creates MSW handlers for every request below the base URL. Needs MSW 3, which needs Node 22.12 or a browser.
 *
 * @example
 * const server = setupServer(...createHandlers());
 */
export function createHandlers(options: FetchStubOptions = {}): HttpHandler[] {
  const { baseUrl = contractServer } = options;
  const stub = createFetchStub({ ...options, baseUrl });
  const { origin } = new URL(baseUrl);
  // MSW's patterns do not support every path and method that a contract may have.
  const isBelow = ({ url }: Request): boolean =>
    new URL(url).origin === origin && pathBelow(baseUrl, url) !== undefined;

  return [
    http.all(
      ({ request }) => isBelow(request),
      async ({ request }) => {
        try {
          return await stub(request);
        } catch {
          return HttpResponse.error();
        }
      },
    ),
  ];
}
