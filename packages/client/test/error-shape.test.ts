import { type AnyIntegrationsApiError, type ClientOptions, createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented, notFound } from "./contract.ts";
import { answer, reset, startScript, text } from "./start-script.ts";
import { passLater, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;

async function errorOf(options: Partial<ClientOptions>, signal?: AbortSignal): Promise<AnyIntegrationsApiError> {
  const result = await createClient({ token: "any", retries: 0, ...options }).tryGetIntegration(id, { signal });
  if (result.ok) throw new Error("The call has succeeded.");
  return result.error;
}

test.each([
  [
    answer(400, { ...notFound, message: "path id must match format" }, { "x-request-id": "req-7" }),
    "400, path id must match format (request req-7)",
  ],
  [answer(404, { message: "" }), "404"],
  [answer(503, { message: "two\nlines\u2028 \u001b[31m" }), "503, two lines [31m"],
  [answer(503, { message: 5 }), "503"],
  [answer(500, { message: "x".repeat(500) }), `500, ${"x".repeat(200)}`],
  [text(502, "<h1>Bad</h1>", "text/html"), "502"],
  [text(200, "<h1>Hi</h1>", "text/html"), "expected JSON, got text/html"],
  [text(200, "", "application/json"), "expected JSON, got an empty body"],
  [text(200, '{"id": "x', "application/json"), "expected JSON, got broken JSON"],
  [text(200, "[1]", "application/json"), "expected JSON of type object, got array"],
  [text(200, "null", "application/json"), "expected JSON of type object, got null"],
  [text(200, '"x"', "application/json"), "expected JSON of type object, got string"],
])("says why a call failed", async (step, why) => {
  const { baseUrl } = await startScript((request, response) => {
    response.statusMessage = "";
    step(request, response);
  });

  // Node replaces an empty phrase with a standard one.
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await globalThis.fetch(url, init);
    return new Response(await response.text(), { status: response.status, headers: response.headers });
  };

  expect((await errorOf({ baseUrl, fetch })).message).toBe(`GET ${baseUrl}/integrations/${id} failed: ${why}`);
});

test("shows the reason phrase before the body's message", async () => {
  const { baseUrl } = await startScript(answer(404, notFound));

  expect((await errorOf({ baseUrl })).message).toMatch(/ failed: 404 Not Found, No integration has this id/);
});

test("starts the stack with the caller", async () => {
  const { baseUrl } = await startScript(reset, () => passLater(50), answer(404));
  const api = createClient({ token: "any", baseUrl, retries: 0, timeoutMs: 50 });
  async function callsTheApi(ask: () => Promise<unknown>): Promise<string> {
    return ask().then(String, (error: Error) => error.stack ?? "");
  }

  const stacks = [
    await callsTheApi(function caller() {
      return api.getIntegration(id);
    }),
    await callsTheApi(function caller() {
      return api.GET("/integrations/{id}", { params: { path: { id } } });
    }),
    await callsTheApi(function caller() {
      return api.getIntegration(id);
    }),
    await callsTheApi(function caller() {
      return api.getIntegration("zendesk");
    }),
  ];

  const starts = stacks.map((stack) => stack.split("\n").slice(0, 2).join("\n"));
  expect(starts).toEqual([
    expect.stringMatching(/^NetworkError: .*\n +at .*caller .*error-shape\.test\.ts/),
    expect.stringMatching(/^TimeoutError: .*\n +at .*caller .*error-shape\.test\.ts/),
    expect.stringMatching(/^NotFoundError: .*\n +at .*caller .*error-shape\.test\.ts/),
    expect.stringMatching(/^ArgumentError: .*\n +at .*caller .*error-shape\.test\.ts/),
  ]);
});

test("starts the stack of an invalid option with the caller", () => {
  const stackOf = (make: () => unknown): string => {
    try {
      return String(make());
    } catch (error) {
      return (error as Error).stack ?? "";
    }
  };

  const stack = stackOf(function caller() {
    return createClient({ token: "any", retries: -1 });
  });

  expect(stack).toMatch(/^ArgumentError: retries is -1.*\n +at .*caller .*error-shape\.test\.ts/);
});

test("keeps message and cause in JSON", async () => {
  const refused = await errorOf({ baseUrl: "http://127.0.0.1:1" });
  const { baseUrl } = await startScript(answer(404, notFound, { "x-request-id": "r-1" }));
  const missing = await errorOf({ baseUrl });

  expect(JSON.parse(JSON.stringify({ refused, missing }))).toMatchObject({
    refused: { name: "NetworkError", message: refused.message, attempts: 1, cause: { name: "TypeError" } },
    missing: { name: "NotFoundError", message: missing.message, status: 404, body: notFound, requestId: "r-1" },
  });
});

test("keeps an error as the cause in JSON, with its own", async () => {
  const { baseUrl } = await startScript(answer(503), () => passLater(900));
  const onRetry = ({ delayMs }: { delayMs: number }): void => passLater(delayMs);
  const error = await errorOf({ baseUrl, retries: 1, deadlineMs: 900, onRetry });

  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    name: "DeadlineError",
    cause: { name: "ServerError", status: 503, message: expect.stringContaining("503") },
  });
});

test.each([0n, Symbol("enough"), { self: {} }, "enough", null])(
  "serializes an error with the abort reason %s",
  async (reason) => {
    if (Object(reason) === reason) Reflect.set(Object(reason), "self", reason);
    const error = await errorOf({}, AbortSignal.abort(reason));

    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: "AbortError" });
    expect(error.cause).toBe(reason);
  },
);

test("has neither a cause nor its key without a reason", async () => {
  const { baseUrl } = await startScript(answer(404, notFound));

  const error = await errorOf({ baseUrl });

  expect(error).not.toHaveProperty("cause");
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "NotFoundError",
    message: error.message,
    attempts: 1,
    elapsedMs: 0,
    status: 404,
    body: notFound,
  });
});
