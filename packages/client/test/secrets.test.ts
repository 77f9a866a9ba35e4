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

test("keeps the token out of an answer that repeats it", async () => {
  const { baseUrl } = await startScript((request, response) => {
    answer(401, { message: `${request.headers.authorization} is unknown` })(request, response);
  });

  const error = await createClient({ token, baseUrl })
    .getIntegration(id)
    .catch((caught: unknown) => caught);

  expect(error).toMatchObject({ body: { message: "Bearer [redacted] is unknown" } });
  expect(printed(error)).not.toContain(token);
});

test.each([
  ["its message", () => new Error(`${token} was refused`)],
  ["its cause", () => new Error("refused", { cause: new AggregateError([new Error(token)]) })],
  ["the request it holds", (request: Request) => Object.assign(new Error("refused"), { request })],
  ["a text", () => `${token} was refused`],
])("keeps the token out of what a fetch throws, where it is in %s", async (_, thrown) => {
  const fetch = (request: Request): Promise<Response> => Promise.reject(thrown(request));

  const error = await createClient({ token, fetch, retries: 0 })
    .getIntegration(id)
    .catch((caught: unknown) => caught);

  expect(error).toMatchObject({ name: "NetworkError", cause: { message: expect.stringContaining("refused") } });
  expect(printed(error)).not.toContain(token);
});

test("gives what a fetch throws as it is, where the token is not in it", async () => {
  const cause = new TypeError("refused", { cause: Object.assign(new Error("down"), { code: "ECONNREFUSED" }) });
  const call = createClient({ token, fetch: () => Promise.reject(cause), retries: 0 }).getIntegration(id);

  await expect(call).rejects.toHaveProperty("cause", cause);
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
