import { createClient, type Fetch, IntegrationsApiError } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, startScript } from "./start-script.ts";

const { id } = documented;
const fail = (): never => {
  throw new Error("no proxy");
};

test.each<[string, () => object]>([
  ["a request", () => new Request("http://a.test")],
  ["no status", () => ({ headers: new Headers(), text: async () => "" })],
  ["no headers", () => ({ status: 200, text: async () => "" })],
  ["no text", () => ({ status: 200, headers: new Headers() })],
  ["headers that are a record", () => ({ status: 200, headers: {}, text: async () => "" })],
  ["a body that was read", () => Object.defineProperty(Response.json({}), "bodyUsed", { value: true })],
])("rejects a result of fetch with %s", async (_, result) => {
  const fetch = (async () => result()) as unknown as Fetch;

  expect(await createClient({ token: "any", fetch }).tryGetIntegration(id)).toMatchObject({
    error: { name: "ArgumentError", message: expect.stringContaining("Resolve to a Response") },
  });
});

test.each<[string, () => object]>([
  ["a Map for headers", () => ({ status: 200, headers: new Map([["retry-after", 5]]), text: async () => "{}" })],
  ["a status line that throws", () => Object.defineProperty(Response.json({}), "statusText", { get: () => fail() })],
])("ends in one of its errors for a result of fetch with %s", async (_, make) => {
  const fetch = (async () => make()) as unknown as Fetch;

  const result = await createClient({ token: "any", fetch, retries: 0 }).tryGetIntegration(id);

  expect(result.ok || result.error).toBeInstanceOf(IntegrationsApiError);
});

test("treats an error of another client as a lost connection", async () => {
  const { baseUrl } = await startScript(answer(429, {}, { "retry-after": "9999" }));
  const inner = createClient({ token: "any", baseUrl, deadlineMs: 1000 });
  const fetch: Fetch = async () => Response.json(await inner.getIntegration(id));
  const client = createClient({ token: "any", fetch, retries: 0 });

  const results = [await client.tryGetIntegration(id), await client.tryGetIntegration(id)];

  expect(results).toMatchObject(Array.from(results, () => ({ error: { name: "NetworkError", attempts: 1 } })));
});

test("keeps the response of an earlier attempt if fetch then fails to send", async () => {
  const unavailable = Response.json({}, { status: 503, headers: { "retry-after": "0" } });
  const attempts = [async () => unavailable, fail];
  const fetch: Fetch = () => attempts.shift()!();
  const client = createClient({ token: "any", fetch, onRetry: () => undefined });

  expect(await client.tryGetIntegration(id)).toMatchObject({
    error: { name: "ServerError", status: 503, attempts: 2 },
  });
});

test("reads JSON that starts with a byte order mark", async () => {
  const response = new Response(undefined, { headers: { "content-type": "application/json" } });
  const text = async (): Promise<string> => `\uFEFF${JSON.stringify(documented)}`;
  const fetch: Fetch = async () => Object.defineProperty(response, "text", { value: text });

  expect(await createClient({ token: "any", fetch }).getIntegration(id)).toEqual(documented);
});

test("keeps a byte order mark inside a text", async () => {
  const named = { ...documented, name: "a\uFEFFb" };

  const integration = await createClient({ token: "any", fetch: async () => Response.json(named) }).getIntegration(id);

  expect(integration).toEqual(named);
});

test("works with a response that has no status line and no address", async () => {
  const echoes = [new Headers(), new Headers({ "x-echo": "tok-3f9c0e" })];
  const fetch = async () => ({ status: 404, headers: echoes.shift(), text: async () => "" });
  const client = createClient({ token: "tok-3f9c0e", baseUrl: "http://a.test", fetch: fetch as unknown as Fetch });

  const result = await client.tryGetIntegration(id);
  const { response } = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect(result.ok || result.error.message).toBe(`GET http://a.test/integrations/${id} failed: 404`);
  expect([response.url, response.statusText, response.headers.get("x-echo")]).toEqual(["", "", "[redacted]"]);
});

test("names a response without a content type", async () => {
  const response = new Response(JSON.stringify(documented));
  response.headers.delete("content-type");

  const result = await createClient({ token: "any", fetch: async () => response }).tryGetIntegration(id);

  expect(result.ok || result.error.message).toMatch(/ failed: expected JSON, got no content type$/);
});
