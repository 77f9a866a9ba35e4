import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented, notFound } from "./contract.ts";
import { answer, good, halfOf, startScript, text } from "./start-script.ts";
import { passPause, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;
const body = JSON.stringify(documented);

/** A fetch that resolves to what a server may send but `new Response` rejects. */
function fetchOf(response: object): () => Promise<Response> {
  const get = (target: Response, key: string): unknown => valueOf(response, key) ?? valueOf(target, key);
  return async () => new Proxy(Response.json(documented), { get });
}

function valueOf(target: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key);
  return typeof value === "function" ? value.bind(target) : value;
}

test("accepts a success whose reason phrase is not Latin-1", async () => {
  const client = createClient({ token: "any", fetch: fetchOf({ statusText: "Ünïcode ✓" }) });

  expect(await client.getIntegration(id)).toEqual(documented);
  expect((await client.GET("/integrations/{id}", { params: { path: { id } } })).data).toEqual(documented);
});

test.each([
  [600, "ServerError"],
  [799, "ServerError"],
  [999, "ServerError"],
  [300, "UnexpectedStatusError"],
  [304, "UnexpectedStatusError"],
  [302, "UnexpectedStatusError"],
  [0, "UnexpectedStatusError"],
])("reports the status %i to the caller and the hook alike", async (status, name) => {
  const heard: unknown[] = [];
  const onError = ({ error }: { error: unknown }): void => void heard.push(error);
  const fetch = fetchOf({ status, ok: false, statusText: "?" });

  const result = await createClient({ token: "any", fetch, onError }).tryGetIntegration(id);

  expect(result).toMatchObject({ ok: false, error: { name, status, attempts: 1 } });
  expect(heard).toEqual([result.ok ? undefined : result.error]);
});

test("treats a 205 with a body as an unexpected status", async () => {
  const result = await createClient({ token: "any", fetch: fetchOf({ status: 205 }) }).tryGetIntegration(id);

  expect(result).toMatchObject({ error: { name: "UnexpectedStatusError", status: 205 } });
});

test("treats Response.error() as a lost connection", async () => {
  const fetch = async (): Promise<Response> => Response.error();

  const result = await createClient({ token: "any", fetch, retries: 1, onRetry: passPause }).tryGetIntegration(id);

  const message = expect.stringMatching(/ failed: connection failed \(network error\)$/);
  expect(result).toMatchObject({ error: { name: "NetworkError", message, attempts: 2 } });
});

test.each([401, 403, 404, 409])("keeps the status %i if its body is cut off or cannot be decoded", async (status) => {
  const gzip = { "content-type": "application/json", "content-encoding": "gzip" };
  const { baseUrl, requests } = await startScript(halfOf(status), (_, response) => {
    response.writeHead(status, gzip).end("this is not gzip");
  });
  const client = createClient({ token: "any", baseUrl });

  const results = [await client.tryGetIntegration(id), await client.tryGetIntegration(id)];

  expect(results).toMatchObject(results.map(() => ({ error: { status, attempts: 1, body: undefined } })));
  expect(requests).toHaveLength(2);
});

test("returns a failure from client.GET without its body that was cut off", async () => {
  const { baseUrl } = await startScript(halfOf(404));

  const init = { params: { path: { id } } };
  const { data, error, response } = await createClient({ token: "any", baseUrl }).GET("/integrations/{id}", init);

  expect({ data, error, status: response.status }).toEqual({ data: undefined, error: undefined, status: 404 });
});

test.each([0, 199, 300])("returns a %i from client.GET as an error", async (status) => {
  const client = createClient({ token: "any", fetch: fetchOf({ status, ok: false }) });

  const { data, error } = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect({ data, error }).toEqual({ data: undefined, error: documented });
});

test("returns an undeclared success without a body from client.GET", async () => {
  const client = createClient({ token: "any", fetch: async () => new Response(null, { status: 202 }) });

  const { data, response } = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect({ data, status: response.status }).toEqual({ data: undefined, status: 202 });
});

test("retries a 503 by its status, even if its body is cut off", async () => {
  const { baseUrl } = await startScript(halfOf(503), good);

  expect(await createClient({ token: "any", baseUrl, onRetry: passPause }).getIntegration(id)).toEqual(documented);
});

test.each([
  ["application/json, application/json"],
  ["text/html, application/json"],
  ["application/json\t; charset=utf-8"],
  [" Application/JSON"],
  ["application/vnd.x!y+json"],
  ['text/plain; a="b, c", application/json'],
  ['application/json; a="b, text/html"'],
  ['application/json; a="\\", text/html"'],
  ['application/json; a="b, text/html'],
  ["text/json"],
  ["application/json;"],
  ["application/json, */*"],
  ["application/json, garbage"],
])("accepts the Content-Type %j as JSON", async (contentType) => {
  const { baseUrl } = await startScript(text(200, body, contentType));

  expect(await createClient({ token: "any", baseUrl }).getIntegration(id)).toEqual(documented);
});

test.each([
  ["application/json, text/html", "text/html"],
  ["application/jsonp", "application/jsonp"],
  ["application/json-seq", "application/json-seq"],
  ["application/vnd.x+jsonp", "application/vnd.x\\+jsonp"],
  ["x-text/json", "x-text/json"],
  ["json", "no content type"],
  ['text/plain; a="application/json', "text/plain"],
])("rejects the Content-Type %j as JSON", async (contentType, got) => {
  const { baseUrl } = await startScript(text(200, body, contentType));

  const result = await createClient({ token: "any", baseUrl }).tryGetIntegration(id);

  expect(result).toMatchObject({
    error: { name: "MalformedResponseError", message: expect.stringMatching(`failed: expected JSON, got ${got}$`) },
  });
});

test.each([
  ["a loop", "/again"],
  ["an invalid address", "http://"],
  ["another scheme", "ftp://a.test/"],
])("does not retry a redirect to %s", async (_, location) => {
  const { baseUrl } = await startScript((_request, response) => void response.writeHead(302, { location }).end());

  const result = await createClient({ token: "any", baseUrl }).tryGetIntegration(id);

  expect(result).toMatchObject({ error: { name: "NetworkError", attempts: 1 } });
});

test("returns the response of a redirect unchanged", async () => {
  const { baseUrl } = await startScript(
    (_, response) => void response.writeHead(307, { location: "/new" }).end(),
    good,
  );

  const { response } = await createClient({ token: "any", baseUrl }).GET("/integrations/{id}", {
    params: { path: { id } },
  });

  expect(response).toMatchObject({ redirected: true, type: "basic", url: `${baseUrl}/new`, status: 200 });
});

test("returns undeclared successes from client.GET, unless they cannot be read", async () => {
  const { baseUrl } = await startScript(answer(202, notFound), text(202, "<p>Later", "text/html"));
  const client = createClient({ token: "any", baseUrl });
  const ask = () => client.GET("/integrations/{id}", { params: { path: { id } } });

  const { data, response } = await ask();

  expect({ data, status: response.status }).toEqual({ data: notFound, status: 202 });
  await expect(ask()).rejects.toMatchObject({ name: "UnexpectedStatusError", status: 202 });
});

test("ends in one error for a body that is nested too deeply to read", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const { baseUrl } = await startScript(text(404, deep, "application/json"));

  const result = await createClient({ token: "any", baseUrl }).tryGetIntegration(id);

  expect(result.ok || result.error.name).toBe("NotFoundError");
});

test("retries a host that cannot be found, regardless of its name", async () => {
  const fetch = async (): Promise<Response> => {
    const cause = Object.assign(new Error("getaddrinfo ENOTFOUND redirect.test"), { code: "ENOTFOUND" });
    throw new TypeError("fetch failed", { cause });
  };
  const client = createClient({ token: "any", fetch, onRetry: passPause });

  expect(await client.tryGetIntegration(id)).toMatchObject({ error: { name: "NetworkError", attempts: 3 } });
});

test.each(["UND_ERR_INVALID_ARG", "UND_ERR_NOT_SUPPORTED", "ERR_INVALID_URL"])(
  "does not retry a request that the runtime rejects with %s",
  async (code) => {
    const fetch = async (): Promise<Response> => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("invalid"), { code }) });
    };

    const result = await createClient({ token: "any", fetch }).tryGetIntegration(id);

    expect(result).toMatchObject({ error: { name: "NetworkError", attempts: 1 } });
  },
);

test("caps a huge Retry-After, and skips an empty request id", async () => {
  const { baseUrl } = await startScript(
    answer(429, {}, { "retry-after": "9".repeat(400), "x-request-id": "", "cf-ray": "ray-1" }),
  );

  const result = await createClient({ token: "any", baseUrl }).tryGetIntegration(id);

  expect(result).toMatchObject({ error: { retryAfter: 2 ** 31, requestId: "ray-1" } });
});
