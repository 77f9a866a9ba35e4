import { http, HttpResponse, type HttpHandler } from "msw";
import { catalogue as contractCatalogue } from "./generated/catalogue.ts";
import { createFetchStub, type FetchStubOptions } from "./fetch-stub.ts";
import { contractServer } from "./generated/server.ts";

export type { FetchStubOptions } from "./fetch-stub.ts";

/**
 * Makes MSW handlers, one for each operation of the contract. Needs MSW 3, which needs Node 22.12 or a browser.
 *
 * @example
 * const server = setupServer(...createHandlers());
 */
export function createHandlers({
  baseUrl = contractServer,
  catalogue = contractCatalogue,
}: FetchStubOptions = {}): HttpHandler[] {
  const stub = createFetchStub({ baseUrl, catalogue });
  const root = baseUrl.replace(/\/$/, "");

  return catalogue.operations.map(({ method, path }) => {
    const pattern = root + path.replaceAll(/\{(.+?)\}/g, ":$1");
    // The names of MSW's functions are the methods in small letters.
    const handle = http[method.toLowerCase() as keyof typeof http];
    return handle(pattern, async ({ request }) => {
      try {
        return await stub(request);
      } catch {
        return HttpResponse.error();
      }
    });
  });
}
