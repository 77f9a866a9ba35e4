import type { Integration } from "@integrations-api/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, operation, pathOf, stored, withoutSecrets } from "./examples.ts";
import { type RunningProvider, startProvider } from "./provider.ts";

let provider: RunningProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());

const [first] = stored.map(bodyOf);
const unknownId = "2f0c3a2e-5b39-4a7a-9d2f-3f0a6c1d8e55";

test.each(stored)("returns $name as the contract shows it, without secrets", async (scenario) => {
  const expected = withoutSecrets(bodyOf(scenario));

  const response = await provider.get(pathOf(expected.id));

  expect(response.status).toBe(200);
  const body = (await response.json()) as Integration;
  expect({ ...body, installed_environment: body.installed_environment.toSorted() }).toEqual({
    ...expected,
    installed_environment: expected.installed_environment.toSorted(),
  });
});

test("stores examples at all", () => {
  expect(stored.length).toBeGreaterThan(8);
});

test("finds an id in capitals", async () => {
  const response = await provider.get(pathOf(first!.id.toUpperCase()));

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ id: first!.id });
});

test("leaves only the requested environment in the list", async () => {
  const [installed] = first!.installed_environment;
  const listOf = async (environment: string): Promise<string[]> => {
    const body = await (await provider.get(pathOf(first!.id, environment))).json();
    return (body as Integration).installed_environment;
  };

  expect(await listOf(installed!)).toEqual([installed]);
  expect(await listOf(installed!.toUpperCase())).toEqual([installed]);
  expect(await listOf(unknownId)).toEqual([]);
});

test.each([
  ["no token", {}, pathOf("x"), 401],
  ["another scheme", { authorization: "Basic YTpi" }, pathOf("x"), 401],
  ["an unknown token and an invalid id", { authorization: "Bearer no" }, pathOf("x"), 401],
  ["an unknown token and an unknown id", { authorization: "Bearer no" }, pathOf(unknownId), 401],
  ["an unknown token on an unknown path", { authorization: "Bearer no" }, "/nowhere", 404],
])("refuses %s", async (_, headers: Record<string, string>, path, status) => {
  const response = await fetch(provider.url + path, { headers });

  expect(response.status).toBe(status);
  expect(response.headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
  expect(await response.json()).toMatchObject({ statusCode: status });
});

test("lists every invalid value", async () => {
  const response = await provider.get(pathOf("x", "y"));

  expect(response.status).toBe(400);
  const failures = operation.parameters.map(({ in: place, name }) => ({ in: place, name }));
  expect(await response.json()).toMatchObject({ details: { failures } });
});

test.each(["urn:uuid:", "{"])("refuses an id that starts with %s", async (prefix) => {
  expect((await provider.get(pathOf(prefix + first!.id))).status).toBe(400);
});

test("responds to other methods as HTTP says", async () => {
  const url = provider.url + pathOf(first!.id);
  const headers = { authorization: `Bearer ${provider.token}` };

  const [post, options, head] = await Promise.all(
    ["POST", "OPTIONS", "HEAD"].map((method) => fetch(url, { method, headers })),
  );

  expect([post!.status, post!.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect([options!.status, options!.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  expect([head!.status, await head!.text()]).toEqual([200, ""]);
  expect(Number(head!.headers.get("content-length"))).toBeGreaterThan(100);
});

test("refuses a media type that it does not have", async () => {
  const headers = { authorization: `Bearer ${provider.token}`, accept: "text/html" };

  expect((await fetch(provider.url + pathOf(first!.id), { headers })).status).toBe(406);
});

test("sends the limit's headers only where the contract declares them", async () => {
  const [found, missing] = await Promise.all([provider.get(pathOf(first!.id)), provider.get(pathOf(unknownId))]);

  const names = (response: Response): string[] => [...response.headers.keys()].filter((name) => /limit/.test(name));
  expect(names(found)).toEqual(["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"]);
  expect(names(missing)).toEqual([]);
});

test("is healthy and ready", async () => {
  const health = async (path: string): Promise<unknown[]> => {
    const response = await fetch(provider.url + path);
    return [response.status, await response.json()];
  };

  expect(await health("/healthz")).toEqual([200, { status: "ok" }]);
  expect(await health("/readyz")).toEqual([200, { status: "ok" }]);
  expect((await fetch(`${provider.url}/readyz`, { method: "POST" })).status).toBe(405);
});

test("logs each request without its token, its query or an unknown path", async () => {
  const secret = "do-not-log-this";
  const headers = { authorization: `Bearer ${secret}`, "x-request-id": "request-1" };
  await fetch(`${provider.url}${pathOf(secret)}?api_key=${secret}`, { headers });
  await fetch(`${provider.url}/${secret}`, { headers: { ...headers, "x-request-id": secret } });
  await fetch(provider.url, { headers: { "x-request-id": provider.token } });
  await fetch(provider.url + pathOf(first!.id), {
    headers: { "x-request-id": "request-2", authorization: `Bearer ${provider.token}` },
  });

  const find = (id: string): Record<string, unknown> | undefined =>
    provider.lines.find(({ request_id }) => request_id === id);
  await expect
    .poll(() => find("request-2"))
    .toMatchObject({
      method: "GET",
      operation: "getIntegration",
      parameters: { id: first!.id },
      status: 200,
    });
  expect(find("request-1")).toMatchObject({ status: 401, reason: "token is not valid" });
  const log = JSON.stringify([provider.lines, provider.problems]);
  expect(log).not.toContain(secret);
  expect(log).not.toContain(provider.token);
});
