import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join, normalize } from "node:path";
import { readCatalogue } from "@integrations-api/scenarios";
import { hasBrowser, openPage } from "@integrations-api/test-browser/open-page";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readDocument } from "../src/contract/read-document.ts";

const require = createRequire(import.meta.url);
const client = dirname(require.resolve("@integrations-api/client"));
const openapiFetch = join(dirname(require.resolve("openapi-fetch/package.json")), "dist");
const imports = { "@integrations-api/client": "/client/index.js", "openapi-fetch": "/openapi-fetch/index.mjs" };
// Imported by the page itself, because the test runner rewrites the imports of code passed to `evaluate`.
const page = `<!doctype html><title>Client</title>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
  import { createClient } from "@integrations-api/client";

  globalThis.call = async (options, id) => {
    const result = await createClient(options).tryGetIntegration(id);
    return result.ok
      ? { data: result.data, limit: result.headers.get("ratelimit-limit") }
      : { name: result.error.name, attempts: result.error.attempts };
  };
</script>`;

const scenarios = readCatalogue(await readDocument()).operations.flatMap((operation) => operation.scenarios);
const idOf = (name: string): string => {
  const scenario = scenarios.find((one) => one.name === name)!;
  return scenario.path?.["id"] ?? Object(scenario.body).id;
};

describe.skipIf(!hasBrowser)("the client in a browser", () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer(
      ({ url = "/" }, response) =>
        void load(url).then(([type, text]) => response.setHeader("content-type", type).end(text)),
    );
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  /** Calls the mock, another origin, from within the page. */
  async function call(id: string, options: object = {}): Promise<Record<string, unknown>> {
    const opened = await openPage(origin);
    const all = { token: "any", baseUrl: inject("mockUrl"), ...options };
    return opened.page.evaluate(`call(${JSON.stringify(all)}, ${JSON.stringify(id)})`);
  }

  test("reads the body and the headers of a response", async () => {
    const { body, headers } = scenarios.find(({ name }) => name === "everything-filled")!;

    expect(await call(idOf("everything-filled"))).toEqual({ data: body, limit: headers["ratelimit-limit"] });
  });

  test.each([
    ["not-found", {}, { name: "NotFoundError", attempts: 1 }],
    ["internal-server-error", { retries: 1 }, { name: "ServerError", attempts: 2 }],
    ["bad-gateway-html", { retries: 0 }, { name: "ServerError", attempts: 1 }],
    ["rate-limited", { deadlineMs: 5000 }, { name: "RateLimitError", attempts: 1 }],
    ["broken-json", {}, { name: "MalformedResponseError", attempts: 1 }],
    ["truncated-body", { retries: 0 }, { name: "NetworkError", attempts: 1 }],
    ["connection-reset", { retries: 0 }, { name: "NetworkError", attempts: 1 }],
    ["hang", { retries: 0, timeoutMs: 200 }, { name: "TimeoutError", attempts: 1 }],
    ["hang", { deadlineMs: 200 }, { name: "DeadlineError", attempts: 1 }],
  ])("fails on %s with %j as it does in Node", async (name, options, expected) => {
    expect(await call(idOf(name), options)).toEqual(expected);
  });

  test("recovers by itself", async () => {
    const { data } = await call(idOf("recovers-from-503"));

    expect(data).toMatchObject({ id: idOf("recovers-from-503") });
  });
});

async function load(url: string): Promise<[type: string, text: string]> {
  const [, folder, file = ""] = /^\/(client|openapi-fetch)\/(.+)$/.exec(normalize(url)) ?? [];
  if (folder === undefined) return ["text/html", page];
  return ["text/javascript", await readFile(join(folder === "client" ? client : openapiFetch, file), "utf8")];
}
