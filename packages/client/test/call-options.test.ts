import { createClient } from "@integrations-api/client";
import { describe, expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, startScript } from "./start-script.ts";
import { passLater, passPause, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;
const params = { path: { id } };

test("retries one call more or less often than the client", async () => {
  const { baseUrl, requests } = await startScript(answer(503));
  const client = createClient({ token: "any", baseUrl, retries: 1, onRetry: passPause });

  await client.tryGetIntegration(id, { retries: 3 });
  await client.GET("/integrations/{id}", { params, retries: 0 });

  expect(requests).toHaveLength(4 + 1);
});

test.each(["getIntegration", "GET"] as const)("ends an attempt of one %s by its own timeout", async (name) => {
  const { baseUrl } = await startScript(() => passLater(50));
  const client = createClient({ token: "any", baseUrl, retries: 0 });

  const call =
    name === "GET"
      ? client.GET("/integrations/{id}", { params, timeoutMs: 50 })
      : client.getIntegration(id, { timeoutMs: 50 });

  await expect(call).rejects.toMatchObject({ name: "TimeoutError", elapsedMs: 50 });
});

describe.each<[string, object, string]>([
  ["retries", { retries: -1 }, "retries is -1. Pass a whole number from 0 to 2147483647."],
  ["timeoutMs", { timeoutMs: "5" }, 'timeoutMs is "5". Pass a whole number from 1 to 2147483647.'],
  ["signal", { signal: "stop" }, 'signal is "stop". Pass an AbortSignal.'],
  ["a header's type", { headers: { "x-team": {} } }, "headers: x-team is of type object. Pass a string."],
  ["a header's value", { headers: { "x-key": "sec\nret" } }, 'headers: "x-key" cannot be sent.'],
  ["a header's name", { headers: { "x team": "a" } }, 'headers: "x team" cannot be sent.'],
  ["headers", { headers: "x-team: 5" }, "headers is not an object. Pass an object of strings."],
  ["authorization", { headers: { Authorization: "Basic x" } }, "headers: authorization is refused."],
])("with an invalid call option: %s", (_, options, message) => {
  const refused = expect.objectContaining({ name: "ArgumentError", message: expect.stringContaining(message) });

  test("sends nothing", async () => {
    const { baseUrl, requests } = await startScript(good);
    const client = createClient({ token: "any", baseUrl });

    await expect(client.getIntegration(id, options)).rejects.toEqual(refused);
    await expect(client.tryGetIntegration(id, options)).resolves.toEqual({ ok: false, error: refused });
    expect(requests).toEqual([]);
  });

  test("sends nothing with client.GET or as a client option either", async () => {
    const { baseUrl, requests } = await startScript(good);
    const isOfClient = !("signal" in options);

    await expect(
      createClient({ token: "any", baseUrl }).GET("/integrations/{id}", { params, ...options }),
    ).rejects.toEqual(refused);
    if (isOfClient) expect(() => createClient({ token: "any", baseUrl, ...options })).toThrow(refused);
    expect(requests).toEqual([]);
  });
});

test.each([{ params: null }, { params: {} }, { params: { path: null } }, {}, null, { params, body: "x" }])(
  "rejects the init %j of client.GET",
  async (init) => {
    const client = createClient({ token: "any", fetch: () => expect.unreachable("sent") });

    const call = client.GET("/integrations/{id}", init as never);

    await expect(call).rejects.toMatchObject({ name: "ArgumentError", attempts: 0 });
  },
);

test("rejects options whose getter throws as an invalid argument", async () => {
  const options = {
    get signal(): AbortSignal {
      throw new Error("mine");
    },
  };

  const result = await createClient({ token: "any" }).tryGetIntegration(id, options);

  expect(result).toMatchObject({ error: { name: "ArgumentError", message: "The arguments are invalid: mine" } });
});

test("calls the baseUrl of a single client.GET", async () => {
  const { baseUrl, requests } = await startScript(good);
  const client = createClient({ token: "any", baseUrl: "http://127.0.0.1:1" });

  await client.GET("/integrations/{id}", { params, baseUrl: `${baseUrl}/v2` });
  const wrong = client.GET("/integrations/{id}", { params, baseUrl: "v2" });

  await expect(wrong).rejects.toThrow('baseUrl is "v2". Pass an http or https address.');
  expect(requests.map(({ url }) => url)).toEqual([`/v2/integrations/${id}`]);
});

test.each([
  ["text", JSON.stringify(documented)],
  ["arrayBuffer", new TextEncoder().encode(JSON.stringify(documented)).buffer],
] as const)("returns a body as %s", async (parseAs, expected) => {
  const { baseUrl } = await startScript(good);
  const client = createClient({ token: "any", baseUrl });

  const { data } = await client.GET("/integrations/{id}", { params, parseAs });

  expect(data).toEqual(expected);
});

test("returns a body as a stream", async () => {
  const { baseUrl } = await startScript(good);
  const client = createClient({ token: "any", baseUrl });

  const { data } = await client.GET("/integrations/{id}", { params, parseAs: "stream" });

  expect(await new Response(data).json()).toEqual(documented);
});

const parts = "Pass json, text, blob, arrayBuffer or stream.";

test.each<[object, string]>([
  [{ parseAs: "xml" }, `parseAs is "xml". ${parts}`],
  [{ parseAs: "jsonp" }, `parseAs is "jsonp". ${parts}`],
  [{ parseAs: "geojson" }, `parseAs is "geojson". ${parts}`],
  [{ parseAs: null }, `parseAs is null. ${parts}`],
  [{ body: "x" }, 'body is "x". Leave it out.'],
  [{ querySerializer: "a=1" }, 'querySerializer is "a=1". Pass a function.'],
  [{ middleware: [] }, "middleware is of type object. Use hooks or `fetch`."],
])("rejects %j in the init of client.GET", async (init, message) => {
  const client = createClient({ token: "any", fetch: () => expect.unreachable("sent") });

  const call = client.GET("/integrations/{id}", { params, ...init } as never);

  await expect(call).rejects.toMatchObject({ name: "ArgumentError", message });
});

test("rejects a path that would lead to another host", async () => {
  const client = createClient({ token: "any", fetch: () => expect.unreachable("sent") });

  await expect(client.GET(".evil.test/x" as never, {} as never)).rejects.toThrow(
    'The path is ".evil.test/x". Pass a path from the contract.',
  );
});

test("passes nothing to fetch that getIntegration does not know", async () => {
  const inits: object[] = [];
  const fetch = async (_: string, init: object): Promise<Response> => {
    inits.push(init);
    return Response.json(documented);
  };

  await createClient({ token: "any", fetch }).getIntegration(id, { deadlineMs: 50, cache: "no-store" } as never);

  expect(Object.keys(inits[0]!).toSorted()).toEqual(["headers", "method", "signal"]);
});

test.each([{ aborted: false }, new EventTarget(), "stop"])("rejects %j as a signal", async (signal) => {
  const client = createClient({ token: "any", fetch: () => expect.unreachable("sent") });

  const result = await client.tryGetIntegration(id, { signal: signal as AbortSignal });

  const message = expect.stringMatching(/^signal is .+\. Pass an AbortSignal\.$/);
  expect(result).toMatchObject({ error: { name: "ArgumentError", message } });
});

test("serializes a body only if there is one", async () => {
  const inits: object[] = [];
  const fetch = async (_: string, init: object): Promise<Response> => {
    inits.push(init);
    return Response.json(documented);
  };
  const bodySerializer = (): string => expect.unreachable("serialized");

  await createClient({ token: "any", fetch }).GET("/integrations/{id}", { params, bodySerializer });

  expect(inits).toEqual([expect.not.objectContaining({ body: expect.anything() })]);
});

test.each<["text" | "stream" | "arrayBuffer", unknown]>([
  ["text", ""],
  ["stream", undefined],
  ["arrayBuffer", new ArrayBuffer(0)],
])("returns an empty body as %s", async (parseAs, expected) => {
  const client = createClient({ token: "any", fetch: async () => new Response(null) });

  const { data } = await client.GET("/integrations/{id}", { params, parseAs });

  expect(data).toEqual(expected);
});
