import { catalogue, requestFor } from "@integrations-api/scenarios";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { allowed, authorization, first, operation, path, undeclared, useOwnMock } from "./own-mock.ts";
import { sendRaw } from "./send-raw.ts";

const { ask, mock } = useOwnMock();

const bodyOf = (raw: string): unknown => JSON.parse(raw.slice(raw.indexOf("\r\n\r\n")));

test("answers HEAD as GET without the body", async () => {
  const [head, get] = [await ask(path, { method: "HEAD" }), await ask(path)];

  expect(await head.text()).toBe("");
  expect(head.headers.get("content-length")).toBe(String((await get.text()).length));
});

test.each(undeclared)("refuses %s with the allowed methods", async (method) => {
  const response = await ask(path, { method });

  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe(allowed.join(", "));
  expect(await response.json()).toMatchObject({ statusCode: 405, error: "Method Not Allowed" });
});

test("answers OPTIONS with the allowed methods", async () => {
  const response = await ask(path, { method: "OPTIONS" });

  expect(response.status).toBe(204);
  expect(response.headers.get("allow")).toBe(allowed.join(", "));
});

test.each([path, "/elsewhere"])("lets a page of any origin send credentials to %s", async (target) => {
  const raw = await sendRaw(mock().url, [
    `OPTIONS ${target} HTTP/1.1`,
    "Host: mock",
    "Origin: https://app.example.com",
    "Access-Control-Request-Method: GET",
    "Access-Control-Request-Headers: authorization, x-trace",
    "Connection: close",
  ]);

  expect(raw).toMatch(/^HTTP\/1\.1 204 /);
  expect(raw).toContain("access-control-allow-origin: https://app.example.com\r\n");
  expect(raw).toContain("access-control-allow-credentials: true\r\n");
  expect(raw).toContain("access-control-allow-headers: authorization, x-trace\r\n");
  expect(raw).toContain("access-control-allow-methods: GET\r\n");
});

test("lets a page of any origin read the response and its headers", async () => {
  const origin = "https://app.example.com";
  const limited = operation.scenarios.find(({ headers }) => headers["retry-after"] !== undefined)!;
  const { headers } = await ask(requestFor(operation, limited)!.path, { headers: { origin } });

  expect(headers.get("access-control-allow-origin")).toBe(origin);
  expect(headers.get("access-control-allow-credentials")).toBe("true");
  expect(headers.get("access-control-expose-headers")?.split(", ")).toContain("retry-after");
  expect(headers.get("vary")).toBe("origin");
});

test("lets anything read a response without an origin", async () => {
  const { headers } = await ask(path);

  expect(headers.get("access-control-allow-origin")).toBe("*");
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

test("answers a question about the whole server with all methods", async () => {
  const raw = await sendRaw(mock().url, ["OPTIONS * HTTP/1.1", "Host: mock", "Connection: close"]);

  expect(raw).toMatch(/^HTTP\/1\.1 204 /);
  const methods = catalogue.operations.map(({ method }) => method);
  expect(raw).toContain(`allow: ${[...new Set([...methods, "HEAD", "OPTIONS"])].join(", ")}\r\n`);
});

test("answers a request before the CONNECT behind it", async () => {
  const inFront = [`GET ${path} HTTP/1.1`, "Host: mock", `Authorization: ${authorization}`, ""];

  const raw = await sendRaw(mock().url, [
    ...inFront,
    "CONNECT elsewhere.test:443 HTTP/1.1",
    "Host: elsewhere.test:443",
  ]);

  expect(raw.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 405"]);
});

test("tells the versions of HTTP apart", async () => {
  const lines = [`Authorization: ${authorization}`, "Connection: close"];

  const old = await sendRaw(mock().url, [`GET ${path} HTTP/1.0`, ...lines]);
  const current = await sendRaw(mock().url, [`GET ${path} HTTP/1.1`, ...lines]);

  expect([old, current].map((raw) => raw.slice(9, 12))).toEqual(["200", "400"]);
});

test("answers once where a body breaks behind its request", async () => {
  const extension = `1;${"a".repeat(20_000)}`;
  const lines = [`GET ${path} HTTP/1.1`, "Host: mock", `Authorization: ${authorization}`, "Transfer-Encoding: chunked"];

  const raw = await sendRaw(mock().url, [...lines, "", extension]);

  expect(raw.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 400"]);
  expect(bodyOf(raw)).toMatchObject({ message: "The body broke off." });
});

test.concurrent.each([
  ["a head", "GET / HTTP/1.1\r\nHo"],
  ["a body", `POST ${path} HTTP/1.1\r\nHost: mock\r\nContent-Length: 9\r\n\r\n{`],
])("responds with 408 if %s does not arrive in full", { timeout: 60_000 }, async (_, unfinished) => {
  const { hostname, port } = new URL(mock().url);
  const socket = connect(Number(port), hostname).setEncoding("latin1");
  socket.write(unfinished);

  const raw = await text(socket);

  expect(raw).toMatch(/^HTTP\/1\.1 408 /);
  expect(bodyOf(raw)).toMatchObject({ statusCode: 408 });
});

test.each([
  ["in one piece", { "content-length": String(11 * 2 ** 20) }],
  ["in chunks", { "transfer-encoding": "chunked" }],
])("responds with 413 to a body that is too long, %s", async (_, framing) => {
  const sent = request(mock().url + path, { method: "POST", headers: { authorization, ...framing } });
  // The mock closes a connection whose body it does not read.
  sent.on("error", () => undefined);
  sent.end(Buffer.alloc(11 * 2 ** 20));
  const [response] = await once(sent, "response");

  expect(response.statusCode).toBe(413);
});

const tooMany = Array.from({ length: 2500 }, () => "a:b");

test.each([
  ["two tokens", [`GET ${path} HTTP/1.1`, "Host: mock", "Authorization: Bearer a", "Authorization: Bearer b"], 400],
  ["no host", [`GET ${path} HTTP/1.1`, "Authorization: Bearer a"], 400],
  ["a broken content type", [`GET ${path} HTTP/1.1`, "Host: mock", "Authorization: Bearer a", "Content-Type: ;;"], 200],
  ["headers that are too large", [`GET ${path} HTTP/1.1`, "Host: mock", `X-Large: ${"a".repeat(40_000)}`], 431],
  [
    "more headers than Node takes by itself",
    [`GET ${path} HTTP/1.1`, "Host: mock", ...tooMany, `Authorization: Bearer a`],
    200,
  ],
  ["a host that is none", [`GET ${path} HTTP/1.1`, "Host: a/b@c", "Authorization: Bearer a"], 400],
  ["an expectation nobody knows", [`GET ${path} HTTP/1.1`, "Host: mock", "Expect: miracle"], 417],
  ["something that is no HTTP", ["hello"], 400],
  ["an absolute address", [`GET http://elsewhere.test${path} HTTP/1.1`, "Host: mock", "Authorization: Bearer a"], 200],
])("answers %s over a bare socket", async (_, lines, status) => {
  const raw = await sendRaw(mock().url, [...lines, "Connection: close"]);

  expect(raw).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(bodyOf(raw)).toEqual(status === 200 ? first.body : expect.objectContaining({ statusCode: status }));
});
