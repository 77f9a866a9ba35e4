import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { catalogue } from "@integrations-api/scenarios";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestFor } from "./outcome.ts";
import { type RunningServer, startMock } from "./start-process.ts";

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const [first] = operation.scenarios;
const { path } = requestFor(operation, first!);
const authorization = "Bearer any";

let mock: RunningServer;
beforeAll(async () => {
  mock = await startMock("--log", "silent");
});
afterAll(() => void mock.process.kill());

const ask = (target: string, init: RequestInit = {}): Promise<Response> =>
  fetch(mock.url + target, { ...init, headers: { authorization, ...init.headers } });

/** Sends bytes that no client would, and answers all that comes back. */
async function sendRaw(lines: string[]): Promise<string> {
  const { hostname, port } = new URL(mock.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write([...lines, "", ""].join("\r\n"), "latin1");
  return text(socket);
}

const bodyOf = (raw: string): unknown => JSON.parse(raw.slice(raw.indexOf("\r\n\r\n")));

test("answers HEAD as GET without the body", async () => {
  const [head, get] = [await ask(path, { method: "HEAD" }), await ask(path)];

  expect(await head.text()).toBe("");
  expect(head.headers.get("content-length")).toBe(String((await get.text()).length));
});

test.each(["POST", "PUT", "DELETE", "PATCH"])("refuses %s with the allowed methods", async (method) => {
  const response = await ask(path, { method });

  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  expect(await response.json()).toMatchObject({ statusCode: 405, error: "Method Not Allowed" });
});

test("answers OPTIONS with the allowed methods", async () => {
  const response = await ask(path, { method: "OPTIONS" });

  expect(response.status).toBe(204);
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
});

test("lets a page of any origin ask with a token", async () => {
  const raw = await sendRaw([
    `OPTIONS ${path} HTTP/1.1`,
    "Host: mock",
    "Origin: https://app.example.com",
    "Access-Control-Request-Method: GET",
    "Access-Control-Request-Headers: authorization, x-trace",
    "Connection: close",
  ]);

  expect(raw).toMatch(/^HTTP\/1\.1 204 /);
  expect(raw).toContain("access-control-allow-origin: *\r\n");
  expect(raw).toContain("access-control-allow-headers: authorization, x-trace\r\n");
  expect(raw).toContain("access-control-allow-methods: GET, HEAD, OPTIONS\r\n");
});

test("lets a page of any origin read the answer and its headers", async () => {
  const { headers } = await ask(path, { headers: { origin: "https://app.example.com" } });

  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("access-control-expose-headers")?.split(", ")).toEqual(expect.arrayContaining(["retry-after"]));
});

test.each([
  ["a path nobody knows", "/elsewhere", 404],
  ["a slash at the end", `${path}/`, 404],
  ["a broken percent encoding", operation.path.replace(/\{.+?\}/, "%ff"), 400],
  ["an encoding that breaks off", operation.path.replace(/\{.+?\}/, "%"), 400],
  ["an address that is too long", `${path}?${"a".repeat(9000)}`, 414],
])("answers %s with the contract's error body", async (_, target, status) => {
  const response = await ask(target);

  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    statusCode: status,
    error: expect.any(String),
    message: expect.any(String),
  });
});

test("lists every violation of a request", async () => {
  const { parameters } = operation;
  const query = parameters.find(({ in: place }) => place === "query")!.name;
  const name = parameters.find(({ in: place }) => place === "path")!.name;

  const response = await ask(`${operation.path.replace(/\{.+?\}/, "zendesk")}?${query}=a&${query}=b`);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    details: {
      failures: [
        { in: "path", name, message: 'must match format "uuid"' },
        { in: "query", name: query, message: "must be given once" },
      ],
    },
  });
});

test("looks at the token before the values", async () => {
  const response = await fetch(mock.url + operation.path.replace(/\{.+?\}/, "zendesk"));

  expect(response.status).toBe(401);
});

test("prefers an example whatever Accept says", async () => {
  const headers = { accept: "text/csv", prefer: "code=404, example=not-found" };

  expect((await ask(path, { headers })).status).toBe(404);
});

test.each([
  ["code=200, example=nope", "documented"],
  ["code=418", "200, 400, 401"],
])("names the valid values for Prefer: %s", async (prefer, valid) => {
  const response = await ask(path, { headers: { prefer } });

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining(valid) });
});

test.each(["text/csv", "application/json;q=0", "no-media-type", 'application/json; charset="a,b"'])(
  "answers 406 where Accept takes nothing the contract has: %s",
  async (accept) => {
    const response = await ask(path, { headers: { accept } });

    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ statusCode: 406 });
  },
);

test.each(["", "*/*;q=0.1", "text/csv, application/*", "no-media-type, application/json", "a/b/c, */*"])(
  "answers where Accept takes what the contract has: %s",
  async (accept) => {
    const { status } = await ask(path, { headers: { accept } });

    expect(status).toBe(200);
  },
);

test("answers a question about the whole server with all methods", async () => {
  const raw = await sendRaw(["OPTIONS * HTTP/1.1", "Host: mock", "Connection: close"]);

  expect(raw).toMatch(/^HTTP\/1\.1 204 /);
  expect(raw).toContain("allow: GET, HEAD, OPTIONS\r\n");
});

test("answers once where a body breaks behind its request", async () => {
  const extension = `1;${"a".repeat(20_000)}`;
  const lines = [`GET ${path} HTTP/1.1`, "Host: mock", `Authorization: ${authorization}`, "Transfer-Encoding: chunked"];

  const raw = await sendRaw([...lines, "", extension]);

  expect(raw.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200"]);
  expect(bodyOf(raw)).toEqual(first!.body);
});

test.each([
  ["two tokens", [`GET ${path} HTTP/1.1`, "Host: mock", "Authorization: Bearer a", "Authorization: Bearer b"], 400],
  ["no host", [`GET ${path} HTTP/1.1`, "Authorization: Bearer a"], 400],
  ["a broken content type", [`GET ${path} HTTP/1.1`, "Host: mock", "Authorization: Bearer a", "Content-Type: ;;"], 200],
  ["headers that are too large", [`GET ${path} HTTP/1.1`, "Host: mock", `X-Large: ${"a".repeat(40_000)}`], 431],
  ["something that is no HTTP", ["hello"], 400],
  ["an absolute address", [`GET http://elsewhere.test${path} HTTP/1.1`, "Host: mock", "Authorization: Bearer a"], 200],
])("answers %s over a bare socket", async (_, lines, status) => {
  const raw = await sendRaw([...lines, "Connection: close"]);

  expect(raw).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(bodyOf(raw)).toEqual(status === 200 ? first!.body : expect.objectContaining({ statusCode: status }));
});

test("narrows to the asked environment", async () => {
  const { name } = operation.parameters.find(({ narrows }) => narrows)!;
  const own = Object(first!.body).installed_environment[0];

  const [installed, elsewhere] = [
    await ask(`${path}?${name}=${own}`),
    await ask(`${path}?${name}=${Object(first!.body).id}`),
  ];

  expect(await installed.json()).toEqual({ ...Object(first!.body), installed_environment: [own] });
  expect(await elsewhere.json()).toEqual({ ...Object(first!.body), installed_environment: [] });
});
