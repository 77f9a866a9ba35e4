import { createClient, type Fetch, type FetchInit } from "@integrations-api/client";
import * as undici from "undici";
import { expect, test } from "vitest";
import { documented, notFound } from "./contract.ts";
import { answer, good, startScript } from "./start-script.ts";

const { id } = documented;

test("calls fetch with a URL and a plain init", async () => {
  const calls: unknown[][] = [];
  const fetch = async (...call: [string, FetchInit]): Promise<Response> => {
    calls.push(call);
    return Response.json(documented);
  };

  await createClient({ token: "any", baseUrl: "http://a.test/v1", fetch }).getIntegration(id);

  const headers = { accept: "application/json", authorization: "Bearer any", "user-agent": expect.any(String) };
  const init = { method: "GET", headers, signal: expect.any(AbortSignal) };
  expect(calls).toStrictEqual([[`http://a.test/v1/integrations/${id}`, init]]);
});

test("passes client.GET's other options on to fetch", async () => {
  const inits: object[] = [];
  const fetch: Fetch = async (_, init) => {
    inits.push(init);
    return Response.json(documented);
  };
  const client = createClient({ token: "any", fetch });

  await client.GET("/integrations/{id}", {
    params: { path: { id } },
    cache: "no-store",
    redirect: "error",
    retries: 0,
  });

  const { method, cache, redirect, ...others } = inits[0] as RequestInit;
  expect({ method, cache, redirect, others: Object.keys(others).toSorted() }).toEqual({
    method: "GET",
    cache: "no-store",
    redirect: "error",
    others: ["headers", "signal"],
  });
});

test("works with a fetch from npm", async () => {
  const { baseUrl } = await startScript(good, answer(404, notFound));
  const client = createClient({ token: "any", baseUrl, fetch: undici.fetch });

  expect(await client.getIntegration(id)).toEqual(documented);
  await expect(client.getIntegration(id)).rejects.toMatchObject({ name: "NotFoundError", body: notFound });
});

test("works with a global fetch that is set after the client was created", async () => {
  const { baseUrl, requests } = await startScript(good);
  const client = createClient({ token: "any", baseUrl });
  const original = globalThis.fetch;
  // The package's type of a body differs from the platform's.
  globalThis.fetch = undici.fetch as unknown as typeof fetch;

  const integration = await client.getIntegration(id).finally(() => (globalThis.fetch = original));

  expect(integration).toEqual(documented);
  expect(requests).toHaveLength(1);
});

const fail = (): never => {
  throw new Error("no proxy");
};

test.each<[string, unknown, string]>([
  ["is missing", undefined, "fetch threw: globalThis.fetch is not a function. Pass a function that returns a promise."],
  ["throws at once", fail, "fetch threw: no proxy. Pass a function that returns a promise."],
  [
    "resolves to undefined",
    async () => undefined,
    "The result of fetch is undefined. Resolve to a Response whose body has not been read.",
  ],
  ["resolves to a body", async () => documented, "The result of fetch is of type object."],
  ["resolves to text", async () => "{}", 'The result of fetch is "{}".'],
])("reports once that a fetch %s", async (title, fetch, message) => {
  const retried: unknown[] = [];
  const options = { token: "any", fetch: fetch as Fetch, onRetry: (event: object) => void retried.push(event) };
  const original = globalThis.fetch;
  if (title === "is missing") Reflect.deleteProperty(globalThis, "fetch");

  const result = await createClient(options)
    .tryGetIntegration(id)
    .finally(() => (globalThis.fetch = original));

  expect(result).toMatchObject({
    error: { name: "ArgumentError", attempts: 0, message: expect.stringContaining(message) },
  });
  expect(retried).toEqual([]);
});

test("treats a rejection of fetch as a lost connection", async () => {
  const fetch = async (): Promise<Response> => fail();

  const result = await createClient({ token: "any", fetch, retries: 0 }).tryGetIntegration(id);

  expect(result).toMatchObject({ error: { name: "NetworkError", attempts: 1, cause: { message: "no proxy" } } });
});

test("calls fetch without a this, because a browser's rejects any other", async () => {
  const seen: unknown[] = [];
  function fetch(this: unknown): Promise<Response> {
    seen.push(this);
    return Promise.resolve(Response.json(documented));
  }
  const client = createClient({ token: "any", fetch });

  await client.getIntegration(id);
  await client.GET("/integrations/{id}", { params: { path: { id } }, fetch });

  expect(seen).toEqual([undefined, undefined]);
});
