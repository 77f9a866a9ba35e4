import { createClient } from "@integrations-api/client";
import { expect, test, vi } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, hang, hangInBody, startScript } from "./start-script.ts";
import { passLater, passPause, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;

test.each([
  ["no response comes", hang, "request"],
  ["the body does not end", hangInBody, "answer"],
] as const)("aborts an attempt's request if %s", async (_, step, last) => {
  const timeoutMs = 50;
  const { baseUrl, requests } = await startScript((request, response) => {
    step(request, response);
    if (last === "request") passLater(timeoutMs);
  });
  const fetchHead = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(url, init);
    passLater(timeoutMs);
    return response;
  };
  const call = createClient({ token: "any", baseUrl, fetch: fetchHead, retries: 0, timeoutMs }).getIntegration(id);

  const error = await call.catch((caught: unknown) => caught);

  expect(error).toMatchObject({ name: "TimeoutError", attempts: 1, elapsedMs: timeoutMs });
  expect(error).not.toHaveProperty("status");
  await requests[0]!.closed;
});

test("tries again after a timeout", async () => {
  const timeoutMs = 100;
  const { baseUrl } = await startScript(() => passLater(timeoutMs), good);

  expect(await createClient({ token: "any", baseUrl, timeoutMs, onRetry: passPause }).getIntegration(id)).toEqual(
    documented,
  );
});

test("ends everything at the deadline, and keeps the last error as the cause", async () => {
  const deadlineMs = 900;
  const { baseUrl, requests } = await startScript(answer(503), () => passLater(deadlineMs));
  const call = createClient({ token: "any", baseUrl, deadlineMs, onRetry: passPause }).getIntegration(id);

  const error = await call.catch((caught: unknown) => caught);

  expect(error).toMatchObject({ name: "DeadlineError", attempts: 2, cause: { name: "ServerError", status: 503 } });
  expect(error).not.toHaveProperty("status");
  await requests[1]!.closed;
});

test("accepts a deadline below the timeout", async () => {
  const { baseUrl } = await startScript(() => passLater(50));
  const call = createClient({ token: "any", baseUrl, deadlineMs: 50, timeoutMs: 60_000 }).getIntegration(id);

  await expect(call).rejects.toMatchObject({ name: "DeadlineError", attempts: 1 });
});

test("ends a call whose fetch ignores its signal", async () => {
  const fetch = (): Promise<Response> => {
    passLater(20);
    return new Promise(() => undefined);
  };
  const call = createClient({ token: "any", fetch, retries: 0, timeoutMs: 20 }).getIntegration(id);

  await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
});

test.each([
  ["before the call", "before"],
  ["while it waits for the response", "answer"],
  ["while it reads the body", "body"],
  ["in a pause", "pause"],
] as const)("ends the call when the caller aborts %s", async (_, moment) => {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Error("enough"));
  const steps = { before: good, answer: hang, body: hangInBody, pause: answer(503, {}, { "retry-after": "30" }) };
  const { baseUrl, requests } = await startScript((request, response) => {
    steps[moment](request, response);
    if (moment === "answer" || moment === "body") setImmediate(abort);
  });
  if (moment === "before") abort();
  const client = createClient({ token: "any", baseUrl, onRetry: abort });

  const error = await client.getIntegration(id, { signal: controller.signal }).catch((caught: unknown) => caught);

  expect(error).toMatchObject({ name: "AbortError", cause: new Error("enough") });
  expect(error).not.toHaveProperty("status");
  expect(requests).toHaveLength(moment === "before" ? 0 : 1);
  await requests[0]?.closed;
});

test.each<[string, number, number, object]>([
  ["an attempt", 30, 1000, { name: "TimeoutError", message: expect.stringMatching(/ failed: timed out$/) }],
  ["a call", 1000, 30, { name: "DeadlineError", message: expect.stringMatching(/ failed: deadline reached$/) }],
])("says that %s took too long, and how long", async (_, timeoutMs, deadlineMs, expected) => {
  await vi.advanceTimersByTimeAsync(7000);
  const fetch = (): Promise<Response> => {
    passLater(30);
    return new Promise(() => undefined);
  };
  const client = createClient({ token: "any", fetch, retries: 0, timeoutMs, deadlineMs });

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({ error: { ...expected, attempts: 1, elapsedMs: 30 } });
});

test.each([new Error("enough"), "enough", null])("says that a call was aborted because of %s", async (reason) => {
  const controller = new AbortController();
  const fetch = async (): Promise<Response> => Response.json({}, { status: 503, headers: { "retry-after": "30" } });
  const onRetry = (): void => void setImmediate(() => controller.abort(reason));
  const client = createClient({ token: "any", fetch, onRetry });

  const result = await client.tryGetIntegration(id, { signal: controller.signal });

  const message = expect.stringMatching(/ failed: aborted$/);
  expect(result).toMatchObject({ error: { name: "AbortError", message, attempts: 1, cause: reason } });
});

test("does not start a pause that lasts until the deadline", async () => {
  const headers = { "retry-after": "1" };
  const fetch = async (): Promise<Response> => Response.json({}, { status: 503, headers });

  const result = await createClient({ token: "any", fetch, deadlineMs: 1000 }).tryGetIntegration(id);

  const message = expect.stringMatching(/ failed: no time left for a retry$/);
  const cause = { name: "ServerError", status: 503 };
  expect(result).toMatchObject({ error: { name: "DeadlineError", message, elapsedMs: 0, cause } });
  expect(result.ok || result.error).not.toHaveProperty("retryAfter");
});

test("also resolves an aborted call with tryGetIntegration", async () => {
  const result = await createClient({ token: "any" }).tryGetIntegration(id, { signal: AbortSignal.abort() });

  expect(result).toMatchObject({ ok: false, error: { name: "AbortError", attempts: 0 } });
});
