import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, pathOf, stored } from "./examples.ts";
import { type RunningProvider, startProvider } from "./provider.ts";

const path = pathOf(bodyOf(stored[0]!).id);
const secret = "hostile-and-secret";

let provider: RunningProvider;
beforeAll(async () => {
  provider = await startProvider(["--rate-limit", "off"]);
});
afterAll(() => provider.stop());

/** Sends bytes as they are, and resolves to what comes back until the connection ends. */
async function sendRaw(...lines: string[]): Promise<string> {
  const { hostname, port } = new URL(provider.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(lines.join("\r\n").replaceAll("TOKEN", provider.token), "latin1");
  return text(socket);
}

/** A request without a body. */
const head = (first: string, ...more: string[]): string[] => [first, "Host: a", "Connection: close", ...more, "", ""];
const withBody = (lines: string[], body: string): string[] => [...lines.slice(0, -1), body];
const token = "Authorization: Bearer TOKEN";

test.each<[string, string[], number]>([
  ["an id that is broken percent encoding", head("GET /integrations/%E0%A4%A HTTP/1.1", token), 400],
  ["an encoded slash", head("GET /integrations/a%2Fb HTTP/1.1", token), 400],
  ["an encoded zero", head("GET /integrations/%00 HTTP/1.1", token), 400],
  ["dots that lead away", head("GET /integrations/../healthz HTTP/1.1", token), 404],
  ["an absolute target", head(`GET http://b${path} HTTP/1.1`, token), 200],
  ["a broken absolute target", head("GET http://[x HTTP/1.1", token), 404],
  ["a target of everything", head("GET * HTTP/1.1", token), 405],
  ["OPTIONS for everything", head("OPTIONS * HTTP/1.1", token), 204],
  ["a fragment", head(`GET ${path}#x HTTP/1.1`, token), 200],
  ["an unusual method", head(`PROPFIND ${path} HTTP/1.1`, token), 405],
  ["no host", [`GET ${path} HTTP/1.1`, "Connection: close", token, "", ""], 400],
  ["no host in HTTP/1.0", [`GET ${path} HTTP/1.0`, token, "", ""], 200],
  ["two tokens", head(`GET ${path} HTTP/1.1`, token, `Authorization: Bearer ${secret}`), 400],
  ["two hosts", head(`GET ${path} HTTP/1.1`, "Host: b", token), 400],
  ["a token with Latin-1", head(`GET ${path} HTTP/1.1`, `Authorization: Bearer ${secret}\xff`), 401],
  ["a token of 8,000 letters", head(`GET ${path} HTTP/1.1`, `Authorization: Bearer ${"x".repeat(8000)}`), 401],
  ["headers of 20,000 letters", head(`GET ${path} HTTP/1.1`, `X: ${"x".repeat(20_000)}`), 431],
  ["a body", withBody(head(`GET ${path} HTTP/1.1`, token, "Content-Length: 5"), "hello"), 200],
  ["a body that is too short", withBody(head(`GET ${path} HTTP/1.1`, token, "Content-Length: 500"), "hello"), 200],
  [
    "a body in broken chunks",
    withBody(head(`GET ${path} HTTP/1.1`, token, "Transfer-Encoding: chunked"), "zz\r\n"),
    400,
  ],
  ["two lengths", head(`POST ${path} HTTP/1.1`, token, "Content-Length: 1", "Content-Length: 2"), 400],
  ["a length and chunks", head(`POST ${path} HTTP/1.1`, "Content-Length: 1", "Transfer-Encoding: chunked"), 400],
  ["an unknown expectation", head(`GET ${path} HTTP/1.1`, token, "Expect: more"), 417],
  ["another protocol", head("PRI * HTTP/2.0", token), 400],
  ["what is not HTTP", ["\x16\x03\x01\x02\x00\x01\x00"], 400],
  ["a line break in a header", head(`GET ${path} HTTP/1.1`, `X: a\n${token}`), 400],
  ["a prototype as a parameter", head(`GET ${path}?__proto__[id]=1&constructor=1 HTTP/1.1`, token), 200],
  ["a cookie", head(`GET ${path} HTTP/1.1`, token, `Cookie: a=${secret}; =; b`), 200],
])("withstands %s", async (_, lines, status) => {
  const received = await sendRaw(...lines);

  expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(received).not.toContain(secret);
  expect(received).not.toContain(provider.token);
  expect((await provider.get(path)).status).toBe(200);
});

test("responds to requests that are sent at once in their order", async () => {
  const [first, second] = [path, "/nowhere"].map((target) => [`GET ${target} HTTP/1.1`, "Host: a", token, "", ""]);

  const received = await sendRaw(
    [...first!.slice(0, -1), ...second!.slice(0, -1), ...head("GET /healthz HTTP/1.1")].join("\r\n"),
  );

  expect([...received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status)).toEqual(["200", "404", "200"]);
});

test("goes on when clients leave in the middle of a request or a response", async () => {
  const { hostname, port } = new URL(provider.url);
  for (let sent = 0; sent < 50; sent++) {
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: a\r\n${sent % 2 ? `Authorization: Bearer ${provider.token}\r\n\r\n` : ""}`,
    );
    socket.resetAndDestroy();
  }

  expect((await provider.get(path)).status).toBe(200);
  expect(provider.problems).toEqual([]);
});

test("logs none of it in a way that shows a secret, and no failure", () => {
  expect(provider.lines.length).toBeGreaterThan(10);
  expect(JSON.stringify([provider.lines, provider.problems])).not.toContain(secret);
  expect(provider.lines.filter(({ status }) => Number(status) >= 500)).toEqual([]);
});
