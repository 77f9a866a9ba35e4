import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";

import { expect, onTestFinished, test } from "vitest";

import { serveFolder } from "../src/serve-folder.ts";
import { runServe, startServe } from "./start-serve.ts";

test("prints the address that serves the page", async () => {
  const serve = await startServe();
  onTestFinished(() => void serve.process.kill());

  const response = await fetch(serve.url);

  expect(response.status).toBe(200);
  expect(await response.text()).toBe(await readFile(new URL("../dist/index.html", import.meta.url), "utf8"));
});

test("sends files compressed, and again only if they changed", async () => {
  const serve = await startServe();
  onTestFinished(() => void serve.process.kill());

  const first = await fetch(serve.url, { headers: { "accept-encoding": "gzip" } });
  const etag = first.headers.get("etag") ?? "";
  const second = await fetch(serve.url, { headers: { "accept-encoding": "gzip", "if-none-match": etag } });

  expect(first.headers.get("content-encoding")).toBe("gzip");
  expect(first.headers.get("content-type")).toBe("text/html;charset=utf-8");
  expect(first.headers.get("cache-control")).toBe("no-cache");
  expect(second.status).toBe(304);
});

test.each([
  ["/", "style-src 'self'"],
  ["/errors/", "style-src 'self'"],
  ["/redoc/", "style-src 'unsafe-inline'"],
  ["/testing/", "connect-src 'self' http://127.0.0.1:* http://localhost:*"],
  ["/explain/", "connect-src 'self'"],
])("sends a Content-Security-Policy with %s", async (path, style) => {
  const serve = await startServe();
  onTestFinished(() => void serve.process.kill());

  const { headers } = await fetch(serve.url + path);

  const policy = headers.get("content-security-policy") ?? "";
  expect(policy.split("; ")).toEqual(expect.arrayContaining(["script-src 'self'", style, "frame-ancestors 'none'"]));
});

test("survives a range that ends before it starts", async () => {
  const serve = await startServe();
  onTestFinished(() => void serve.process.kill());

  const response = await fetch(serve.url, { headers: { range: "bytes=9-3" } });

  expect(response.status).toBe(200);
});

test("listens on the port it is given", async () => {
  const port = await findFreePort();

  const serve = await startServe("--port", String(port));
  serve.process.kill();

  expect(await serve.result).toEqual({
    exitCode: 0,
    stdout: `API reference: http://127.0.0.1:${port}\n`,
    stderr: "",
  });
});

test.each(["SIGTERM", "SIGINT"] as const)("ends with exit code 0 on %s", async (signal) => {
  const serve = await startServe();

  serve.process.kill(signal);

  expect(await serve.result).toEqual({ exitCode: 0, stdout: `API reference: ${serve.url}\n`, stderr: "" });
});

test("names the port that is taken", async () => {
  const { url, process } = await startServe();
  onTestFinished(() => void process.kill());
  const { port } = new URL(url);

  expect(await runServe("--port", port)).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `Failed to start the API reference: port ${port} is taken. Choose another with --port, or leave it out.\n`,
  });
});

test.each(["abc", "65536", "1.5", ""])("refuses the port %j", async (port) => {
  const reason = `option '--port <n>' argument '${port}' is invalid. Give a whole number from 0 (a free port) to 65535.`;
  const stderr = `Failed to start the API reference: ${reason}\n`;

  expect(await runServe("--port", port)).toEqual({ exitCode: 2, stdout: "", stderr });
});

test.each(["4010", "https://api.truto.one", "http://page.test:4010", "http://127.0.0.1:1/path", ""])(
  "refuses the mock %j",
  async (mock) => {
    const reason = `option '--mock <url>' argument '${mock}' is invalid. Give the address of a mock on this machine, such as http://127.0.0.1:4010.`;

    expect(await runServe("--mock", mock)).toMatchObject({
      exitCode: 2,
      stderr: `Failed to start the API reference: ${reason}\n`,
    });
  },
);

test("refuses to change anything", async () => {
  const serve = await startServe();
  onTestFinished(() => void serve.process.kill());

  const response = await fetch(serve.url, { method: "POST" });

  expect({ status: response.status, allow: response.headers.get("allow") }).toEqual({
    status: 405,
    allow: "GET, HEAD",
  });
});

test("tells the page which mock to use", async () => {
  const serve = await startServe("--mock", "http://localhost:4999/");
  onTestFinished(() => void serve.process.kill());

  const response = await fetch(`${serve.url}/mock.json`);

  expect(await response.json()).toEqual({ url: "http://localhost:4999" });
});

test("refuses an option it does not know", async () => {
  const stderr = "Failed to start the API reference: unknown option '--prot'\n(Did you mean --port?)\n";

  expect(await runServe("--prot", "80")).toEqual({ exitCode: 2, stdout: "", stderr });
});

test("says what to run when nothing is built", async () => {
  await expect(serveFolder(tmpdir(), { port: 0 })).rejects.toThrow(
    new Error("it is not built yet. Run npx nx build api-reference first."),
  );
});

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await once(server.close(), "close");
  return port;
}
