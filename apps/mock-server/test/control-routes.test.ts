import { request } from "node:http";
import { connect } from "node:net";
import { json } from "node:stream/consumers";
import { type LoggedRequest, type MockServerOptions, startMockServer } from "@integrations-api/mock-server";
import { catalogue, requestFor } from "@integrations-api/scenarios";
import { expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";
import { sendRaw } from "./send-raw.ts";
import { startContract } from "./start-contract.ts";

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration");
const { path } = requestFor(operation!, operation!.scenarios[0]!)!;

async function start(): Promise<string> {
  const mock = await startMockServer();
  onTestFinished(() => mock.close());
  return mock.url;
}

/** Asks with any header, `Host` included. */
async function askAs(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; cors: unknown; body: unknown }> {
  const response = await new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    request(url, { headers }, resolve).on("error", reject).end();
  });
  const { statusCode = 0, headers: received } = response;
  return { status: statusCode, cors: received["access-control-allow-origin"], body: await json(response) };
}

test("lists the last requests with the reason and without the token", async () => {
  const url = await start();
  await fetch(`${url}${path}?note=secret`, { headers: { authorization: "Bearer secret-token" } });

  const listed = await (await fetch(`${url}/__mock/requests`)).text();

  expect(JSON.parse(listed)).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-/),
      method: "GET",
      url: `${path}?note=…`,
      status: 200,
      scenario: "documented",
      reason: 'id of "documented"',
      ms: expect.any(Number),
    },
  ]);
  expect(listed).not.toContain("secret");
});

test("forgets the requests on DELETE", async () => {
  const url = await start();
  await fetch(url + path);
  await fetch(`${url}/__mock/requests`, { method: "DELETE" });

  expect(await (await fetch(`${url}/__mock/requests`)).json()).toEqual([]);
});

test("keeps the last hundred requests", async () => {
  const url = await start();
  for (let count = 0; count < 250; count += 1) await fetch(`${url}/at-${count}`);

  const kept = (await (await fetch(`${url}/__mock/requests`)).json()) as { url: string }[];

  expect(kept.map((entry) => entry.url)).toEqual(Array.from({ length: 100 }, (_, index) => `/at-${249 - index}`));
});

test("finds the requests of one worker by their x-request-id", async () => {
  const url = await start();
  const send = (id: string): Promise<Response> => fetch(`${url}/at-${id}`, { headers: { "x-request-id": id } });
  await send("mine");
  for (let count = 0; count < 150; count += 1) await send("others");

  const found = (await (await fetch(`${url}/__mock/requests?request_id=mine`)).json()) as LoggedRequest[];

  expect(found.map((entry) => [entry.url, entry.request_id])).toEqual([["/at-mine", "mine"]]);
});

test("shows no key of the query elsewhere in the URL", async () => {
  const key = { type: "apiKey", in: "query", name: "api_key" };
  const { url } = await startContract({
    openapi: "3.1.0",
    info: { title: "Keys", version: "1" },
    components: { securitySchemes: { key } },
    security: [{ key: [] }],
    paths: {
      "/a": {
        get: {
          parameters: [{ name: "other", in: "query", schema: { type: "string" } }],
          responses: { 204: { description: "Nothing." } },
        },
      },
    },
  });
  await fetch(`${url}/a?other=secret-key&api_key=secret-key`);

  const [logged] = (await (await fetch(`${url}/__mock/requests`)).json()) as LoggedRequest[];

  expect(logged).toMatchObject({ status: 204, url: "/a?other=…&api_key=…" });
});

test("shows no token in a path, percent-encoded or not", async () => {
  const url = await start();
  const headers = { authorization: "Bearer secret/token" };
  await fetch(`${url}/of-secret%2Ftoken`, { headers });
  await fetch(`${url}/of-secret/token`, { headers });

  const logged = (await (await fetch(`${url}/__mock/requests`)).json()) as LoggedRequest[];

  expect(logged.map((entry) => entry.url)).toEqual(["/of-…", "/of-…"]);
});

test("shows no token as an x-request-id", async () => {
  const url = await start();
  await fetch(url + path, { headers: { authorization: "Bearer secret-token", "x-request-id": "of-secret-token" } });

  const [logged] = (await (await fetch(`${url}/__mock/requests`)).json()) as LoggedRequest[];

  expect(logged?.request_id).toBe("of-…");
});

test.each([
  ["its own name", "mock", "GET / HTTP/1.1", ["Host: mock"], 200],
  ["a name that is allowed", "mock", "GET /__mock/requests HTTP/1.1", ["Host: mock:4010"], 200],
  ["another name", "mock", "GET /__mock/requests HTTP/1.1", ["Host: other"], 403],
  ["health under any name", "mock", "GET /__mock/health HTTP/1.1", ["Host: 10.0.0.7:4010"], 200],
  ["health under no name", "mock", "GET /__mock/health HTTP/1.0", [], 200],
])("responds to %s", async (_, allowed, line, headers, status) => {
  const mock = await startMockServer({ allowHosts: [allowed] });
  onTestFinished(() => mock.close());

  const raw = await sendRaw(mock.url, [line, ...headers, "Connection: close"]);

  expect(raw.slice(9, 12)).toBe(String(status));
});

test("gives the contract in use as YAML and JSON", async () => {
  const url = await start();
  const yaml = await (await fetch(`${url}/__mock/openapi.yaml`)).text();

  expect(parse(yaml)).toEqual(await (await fetch(`${url}/__mock/openapi.json`)).json());
});

test("reports that it is healthy", async () => {
  expect(await (await fetch(`${await start()}/__mock/health`)).json()).toEqual({ status: "ok" });
});

test.each([
  ["a foreign host", { host: "evil.test" }, 403, undefined],
  ["a foreign origin", { origin: "https://evil.test" }, 403, undefined],
  ["an origin that hides", { origin: "null" }, 403, undefined],
  ["a page of this machine", { origin: "http://localhost:3000" }, 200, "http://localhost:3000"],
  ["no page", {}, 200, undefined],
])("responds to %s by the names that may ask", async (_, headers, status, cors) => {
  const url = await start();

  expect(await askAs(`${url}/__mock/requests`, headers)).toMatchObject({ status, cors });
});

test.each([
  ["a foreign host in the target", "GET http://evil.test/__mock/requests HTTP/1.1", ["Host: 127.0.0.1"], 403],
  ["two hosts", "GET /__mock/requests HTTP/1.1", ["Host: 127.0.0.1", "Host: evil.test"], 400],
  ["no host", "GET /__mock/requests HTTP/1.1", [], 400],
  ["its own host in the target", "GET http://localhost/__mock/requests HTTP/1.1", ["Host: localhost"], 200],
])("responds to %s by its status", async (_, line, headers, status) => {
  const raw = await sendRaw(await start(), [line, ...headers, "Connection: close"]);

  expect(raw.slice(9, 12)).toBe(String(status));
});

test("lists what was refused before it was a request", async () => {
  const url = await start();
  await sendRaw(url, ["hello"]);
  await sendRaw(url, ["GET / HTTP/1.1", `X-Large: ${"a".repeat(40_000)}`]);
  await sendRaw(url, ["CONNECT elsewhere.test:443 HTTP/1.1", "Host: elsewhere.test:443"]);
  await sendRaw(url, [`GET ${path} HTTP/1.1`, "Host: mock", "Expect: miracle", "Connection: close"]);

  const listed = (await (await fetch(`${url}/__mock/requests`)).json()) as LoggedRequest[];

  expect(listed.map(({ status, method, reason }) => ({ status, method, reason }))).toEqual([
    { status: 417, method: "GET", reason: "unknown expectation" },
    { status: 405, method: "CONNECT", reason: "method not allowed" },
    { status: 431, method: "-", reason: "headers too large" },
    { status: 400, method: "-", reason: "not an HTTP request" },
  ]);
});

test("closes at once over a connection on which nothing was wholly asked", async () => {
  const mock = await startMockServer();
  const { hostname, port } = new URL(mock.url);
  // How the mock ends the connection is up to the system.
  const unfinished = connect(Number(port), hostname).on("error", () => undefined);
  unfinished.write("GET / HTTP/1.1\r\nHo");
  await fetch(`${mock.url}/__mock/health`);
  // Nothing but the connection itself ends the wait.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  onTestFinished(() => void vi.useRealTimers());

  await expect(mock.close()).resolves.toBeUndefined();
});

test.each<[string, MockServerOptions, string]>([
  ["port", { port: 70_000 }, "port is 70000. Give a whole number from 0 (a free port) to 65535."],
  ["host", { host: "" }, 'host is "". Give an address, such as 127.0.0.1.'],
  ["latency", { latency: "200" as never }, 'latency is "200". Give milliseconds, or the bounds'],
  ["latency", { latency: { min: 2, max: 1 } }, 'latency is {"min":2,"max":1}. Give milliseconds, or the bounds'],
  ["log", { log: "xml" as never }, 'log is "xml". Give pretty, json or silent.'],
])("refuses the %s in %j", async (_, options, reason) => {
  await expect(startMockServer(options)).rejects.toThrow(reason);
});

test.each([
  ["/__mock/elsewhere", "GET", 404],
  ["/__mock/health", "POST", 405],
  ["/", "POST", 405],
])("refuses %s by %s", async (target, method, status) => {
  const response = await fetch((await start()) + target, { method });

  expect(await response.json()).toMatchObject({ statusCode: status });
  expect(response.status).toBe(status);
});
