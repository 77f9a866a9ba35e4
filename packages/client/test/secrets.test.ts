import { inspect } from "node:util";
import { createClient, redact } from "@integrations-api/client";
import { expect, test } from "vitest";
import { bodyOf, contract, documented } from "./contract.ts";
import { answer, reset, startScript, text } from "./start-script.ts";
import { passLater, passPause, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;
const token = "tok-3f9c0e";
const timeoutMs = 50;

/** Everything that a log might make of a value. */
function printed(value: unknown): string {
  const causes: unknown[] = [];
  for (let cause = value; cause !== undefined && causes.length < 9; cause = Object(cause).cause) causes.push(cause);
  const shown = causes.map((cause) => `${cause} ${JSON.stringify(cause)} ${Object(cause).stack}`);
  return inspect(value, { depth: 20, showHidden: true }) + shown.join();
}

test("keeps the token out of the client", () => {
  expect(printed(createClient({ token }))).not.toContain(token);
});

test.each([
  ["an error answer", answer(403)],
  ["a failed connection", reset],
  ["a timeout", () => passLater(timeoutMs)],
  ["a malformed answer", text(200, "x", "text/html")],
])("keeps the token out of %s", async (_, step) => {
  const { baseUrl } = await startScript(step);
  const client = createClient({ token, baseUrl, retries: 1, timeoutMs, onRetry: passPause });

  const error = await client.getIntegration(id).catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(Error);
  expect(printed(error)).not.toContain(token);
});

test.each([
  ["as it is", (sent: string) => JSON.stringify({ message: `${sent} is unknown` })],
  ["with escapes", (sent: string) => JSON.stringify({ message: `${sent} is unknown` }).replaceAll("-", "\\u002d")],
])("keeps the token out of an error body that repeats it %s", async (_, toBody) => {
  const { baseUrl } = await startScript((request, response) => {
    response.writeHead(401, { "content-type": "application/json" }).end(toBody(request.headers.authorization!));
  });
  const client = createClient({ token, baseUrl });

  const error = await client.getIntegration(id).catch((caught: unknown) => caught);
  const called = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect(error).toMatchObject({ body: { message: "Bearer [redacted] is unknown" } });
  expect(called.error).toEqual({ message: "Bearer [redacted] is unknown" });
  expect(printed([error, called])).not.toContain(token);
});

test("keeps a token with special characters out of texts that encode it", async () => {
  const special = `tok"3f/9c+0e=`;
  const { baseUrl } = await startScript(
    answer(401, { message: encodeURIComponent(special), nested: JSON.stringify({ token: special }), [special]: 1 }),
  );

  const result = await createClient({ token: special, baseUrl }).tryGetIntegration(id);

  expect(result).toMatchObject({
    error: { body: { message: "[redacted]", nested: '{"token":"[redacted]"}', "[redacted]": 1 } },
  });
});

test.each([200, 401])("keeps the token out of the status line and headers of a %i", async (status) => {
  const { baseUrl } = await startScript((request, response) => {
    const sent = request.headers.authorization!;
    response.statusMessage = `Hello ${sent}`;
    response.setHeader("x-request-id", `r-${token}`);
    response.setHeader("x-echo", sent);
    answer(status, documented)(request, response);
  });
  const client = createClient({ token, baseUrl });

  const result = await client.tryGetIntegration(id);
  const { response } = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect(printed([result, response])).not.toContain(token);
  expect([response.headers.get("x-echo"), response.statusText]).toEqual([
    "Bearer [redacted]",
    "Hello Bearer [redacted]",
  ]);
  expect(response).toBeInstanceOf(Response);
  expect(result.ok ? result : result.error).toMatchObject({ requestId: "r-[redacted]" });
});

test("keeps every token that was sent out of what a token function throws", async () => {
  const { baseUrl } = await startScript(answer(401), answer(401, { message: `not ${token}` }));
  const tokens = [token, `${token}-2`];
  const give = (): string => {
    const next = tokens.shift();
    if (next === undefined) throw Object.assign(new Error(`no successor of ${token}-2`), { token });
    return next;
  };
  const client = createClient({ token: give, baseUrl });
  await client.tryGetIntegration(id);

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({
    error: { name: "ArgumentError", message: "token: the function failed: no successor of [redacted]" },
  });
  expect(printed(result)).not.toContain(token);
});

test("keeps the token out of the hooks' events", async () => {
  const events: unknown[] = [];
  const add = (event: unknown): void => void events.push(event);
  const { baseUrl } = await startScript(answer(503));
  const hooks = { onRequest: add, onResponse: add, onError: add };
  const onRetry = (event: { delayMs: number }): void => {
    add(event);
    passPause(event);
  };
  await createClient({ token, baseUrl, retries: 1, ...hooks, onRetry }).tryGetIntegration(id);

  expect(events.length).toBeGreaterThan(4);
  expect(printed(events)).not.toContain(token);
});

test("redacts every value that the contract marks, and no other", () => {
  const everything = bodyOf("everything-filled");
  const marked = Object.entries<{ properties?: Record<string, object> }>(contract.components.schemas).flatMap(
    ([, { properties = {} }]) => Object.keys(properties).filter((name) => "x-secret" in properties[name]!),
  );

  const changed = changes(everything, redact(everything));

  expect(changed.length).toBeGreaterThan(3);
  expect(changed.filter(({ path, after }) => after !== "[redacted]" || !marked.includes(path.at(-1)!))).toEqual([]);
});

test("keeps a value that is wholly a template", () => {
  const { config } = redact({
    ...documented,
    config: {
      headers: { authorization: "Bearer abc", "X-Other": "abc" },
      authorization: { format: "bearer", config: { token: "{{oauth.token}}", value: "abc{{oauth.token}}" } },
      credentials: { format: "keka_oauth", config: { client_id: "id", client_secret: "s", api_key: "{{a}} {{b}}" } },
    },
  });

  expect(config).toEqual({
    headers: { authorization: "[redacted]", "X-Other": "abc" },
    authorization: { format: "bearer", config: { token: "{{oauth.token}}", value: "[redacted]" } },
    credentials: {
      format: "keka_oauth",
      config: { client_id: "id", client_secret: "[redacted]", api_key: "[redacted]" },
    },
  });
});

test("leaves the integration itself as it is", () => {
  const before = structuredClone(documented);
  redact(documented);

  expect(documented).toEqual(before);
});

interface Change {
  path: string[];
  after: unknown;
}

function changes(before: unknown, after: unknown, path: string[] = []): Change[] {
  if (typeof before !== "object" || before === null) return before === after ? [] : [{ path, after }];
  return Object.entries(before).flatMap(([key, value]) => changes(value, Object(after)[key], [...path, key]));
}
