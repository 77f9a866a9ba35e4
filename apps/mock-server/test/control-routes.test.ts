import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { catalogue } from "@integrations-api/scenarios";
import { startMockServer } from "@integrations-api/mock-server";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { requestFor } from "./outcome.ts";

const [operation] = catalogue.operations;
const { path } = requestFor(operation!, operation!.scenarios[0]!);

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
  const { statusCode = 0, headers: answered } = response;
  return { status: statusCode, cors: answered["access-control-allow-origin"], body: await json(response) };
}

test("tells the last requests with the reason and without the token", async () => {
  const url = await start();
  await fetch(`${url}${path}?note=secret`, { headers: { authorization: "Bearer secret-token" } });

  const told = await (await fetch(`${url}/__mock/requests`)).text();

  expect(JSON.parse(told)).toEqual([
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
  expect(told).not.toContain("secret");
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

test("gives the contract in use as YAML and JSON", async () => {
  const url = await start();
  const yaml = await (await fetch(`${url}/__mock/openapi.yaml`)).text();

  expect(parse(yaml)).toEqual(await (await fetch(`${url}/__mock/openapi.json`)).json());
});

test("says that it is healthy", async () => {
  expect(await (await fetch(`${await start()}/__mock/health`)).json()).toEqual({ status: "ok" });
});

test.each([
  ["a foreign host", { host: "evil.test" }, 403, undefined],
  ["a foreign origin", { origin: "https://evil.test" }, 403, undefined],
  ["an origin that hides", { origin: "null" }, 403, undefined],
  ["a page of this machine", { origin: "http://localhost:3000" }, 200, "http://localhost:3000"],
  ["no page", {}, 200, undefined],
])("answers %s", async (_, headers, status, cors) => {
  const url = await start();

  expect(await askAs(`${url}/__mock/health`, headers)).toMatchObject({ status, cors });
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

test("refuses a malformed value also where the contract declares no 400", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const document = (await (await fetch(`${await start()}/__mock/openapi.json`)).json()) as { paths: object };
  for (const item of Object.values(document.paths)) delete Object(item).get.responses["400"];
  await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
  const mock = await startMockServer({ contract: join(folder, "openapi.json") });
  onTestFinished(() => mock.close());

  const malformed = operation!.path.replace(/\{.+?\}/, "malformed");
  const response = await fetch(mock.url + malformed, { headers: { authorization: "Bearer any" } });

  expect(await response.json()).toMatchObject({ statusCode: 400, message: expect.stringContaining("uuid") });
});
