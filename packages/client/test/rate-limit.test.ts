import { createClient } from "@integrations-api/client";
import { expect, test, vi } from "vitest";
import { documented } from "./contract.ts";
import { limitedClient } from "./limited-client.ts";
import { answer, good, startScript } from "./start-script.ts";
import { passLater, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;
const limited = (seconds: number | string) => answer(429, {}, { "retry-after": String(seconds) });

test.each([61, 3600, new Date(Date.now() + 600_000).toUTCString()])(
  "does not wait for a Retry-After of %s",
  async (seconds) => {
    const { baseUrl, requests } = await startScript(limited(seconds), good);
    const call = createClient({ token: "any", baseUrl, deadlineMs: 3_600_000 }).getIntegration(id);

    await expect(call).rejects.toMatchObject({ name: "RateLimitError", attempts: 1 });
    expect(requests).toHaveLength(1);
  },
);

test("does not wait beyond the deadline", async () => {
  const { baseUrl } = await startScript(limited(30), good);
  const call = createClient({ token: "any", baseUrl, deadlineMs: 20_000 }).getIntegration(id);

  await expect(call).rejects.toMatchObject({ name: "RateLimitError", status: 429, retryAfter: 30 });
});

test("holds back unsent calls again after a new 429", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const { baseUrl } = await startScript(limited(1), limited(1), good);
  const { client, sentAt, limits } = limitedClient(baseUrl);
  const calls = [client.getIntegration(id)];
  await limits[0];
  calls.push(...Array.from({ length: 20 }, () => client.getIntegration(id)));

  await vi.advanceTimersByTimeAsync(1000);
  await limits[1];
  await vi.advanceTimersByTimeAsync(999);
  const early = sentAt.length;
  await vi.advanceTimersByTimeAsync(2000);
  await Promise.all(calls);

  expect({ early, all: sentAt.length }).toEqual({ early: 2, all: 23 });
});

test("also holds back all other calls if a 429 is not waited for", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const { baseUrl, requests } = await startScript(limited(1), limited(3600), good);
  const { client, limits } = limitedClient(baseUrl);
  const first = client.getIntegration(id).catch((error: unknown) => error);
  await limits[0];
  const others = Array.from({ length: 5 }, () => client.getIntegration(id).catch((error: unknown) => error));

  await vi.advanceTimersByTimeAsync(1000);
  expect(await first).toMatchObject({ name: "RateLimitError", retryAfter: 3600, attempts: 2 });
  await vi.advanceTimersByTimeAsync(1000);

  const held = {
    name: "DeadlineError",
    attempts: 0,
    retryAfter: 60,
    cause: { name: "RateLimitError", retryAfter: 3600 },
  };
  expect(await Promise.all(others)).toMatchObject(others.map(() => held));
  expect(requests).toHaveLength(2);
});

test("does not hold back calls with another token", async () => {
  const tokens = ["first", "second"];
  const { baseUrl, requests } = await startScript(limited(3600), good);
  const client = createClient({ token: () => tokens.shift()!, baseUrl });
  await client.tryGetIntegration(id);

  expect(await client.getIntegration(id)).toEqual(documented);
  expect(requests).toHaveLength(2);
});

test.each([
  ["429", limited(20)],
  ["503", answer(503)],
])("calls onRetry after a %s only if the pause will be waited for", async (_, step) => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const retried: unknown[] = [];
  const { baseUrl } = await startScript(step);
  const onRetry = (event: object): void => void retried.push(event);
  const client = createClient({ token: "any", baseUrl, deadlineMs: 400, onRetry });

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({ ok: false, error: { attempts: 1 } });
  expect(retried).toEqual([]);
});

test("does not wait for a limit that lasts until the deadline", async () => {
  const fetch = async (): Promise<Response> => Response.json({}, { status: 429, headers: { "retry-after": "90" } });
  const client = createClient({ token: "any", fetch });
  await client.tryGetIntegration(id);

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({ error: { name: "DeadlineError", retryAfter: 60, attempts: 0, elapsedMs: 0 } });
});

test("says when to call again if a 429 without Retry-After leaves no time", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { baseUrl } = await startScript(answer(429));

  const result = await createClient({ token: "any", baseUrl, deadlineMs: 400 }).tryGetIntegration(id);

  expect(result).toMatchObject({ error: { name: "DeadlineError", retryAfter: 1, cause: { status: 429 } } });
});

test("does not hold back calls of another client", async () => {
  const { baseUrl } = await startScript(limited(2), good);
  const { client, limits } = limitedClient(baseUrl);
  const held = client.getIntegration(id);
  await limits[0];

  expect(await createClient({ token: "any", baseUrl }).getIntegration(id)).toEqual(documented);
  await vi.advanceTimersByTimeAsync(2000);
  await held;
});

test("ends a call that waits for the limit when it is aborted", async () => {
  const { baseUrl, requests } = await startScript(limited(50));
  const { client, limits } = limitedClient(baseUrl);
  const controller = new AbortController();
  const first = client.tryGetIntegration(id, { signal: controller.signal });
  await limits[0];

  const second = client.tryGetIntegration(id, { signal: controller.signal });
  controller.abort();

  expect([await first, await second]).toMatchObject([
    { error: { name: "AbortError" } },
    { error: { name: "AbortError" } },
  ]);
  expect(requests).toHaveLength(1);
});

test("waits for a Retry-After of exactly 60 s", async () => {
  const { baseUrl, requests } = await startScript(limited(60), good);
  const onRetry = (): void => passLater(60_000);
  const client = createClient({ token: "any", baseUrl, deadlineMs: 3_600_000, onRetry });

  expect(await client.getIntegration(id)).toEqual(documented);
  expect(requests).toHaveLength(2);
});

test("says for how long a call is held back, and why", async () => {
  const { baseUrl } = await startScript(limited(90));
  const client = createClient({ token: "any", baseUrl, deadlineMs: 5000 });
  await client.tryGetIntegration(id);
  await vi.advanceTimersByTimeAsync(10_500);

  const result = await client.tryGetIntegration(id);

  expect(result).toMatchObject({
    error: {
      name: "DeadlineError",
      message: `GET ${baseUrl}/integrations/${id} failed: rate limited for another 50 s`,
      retryAfter: 50,
      attempts: 0,
      cause: { name: "RateLimitError", retryAfter: 90 },
    },
  });
});
