import { createClient } from "@integrations-api/client";
import { expect, test, vi } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, startScript } from "./start-script.ts";
import { stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;
const limited = (seconds: number | string) => answer(429, {}, { "retry-after": String(seconds) });

test.each(["31536000", "99999999999999999999", new Date(Date.now() + 86_400_000).toUTCString()])(
  "sends again after 60 s, even if the server asked for more: %s",
  async (seconds) => {
    const { baseUrl, requests } = await startScript(limited(seconds), good);
    const client = createClient({ token: "any", baseUrl });
    await client.tryGetIntegration(id);

    await vi.advanceTimersByTimeAsync(59_000);
    const early = client.getIntegration(id);
    await vi.advanceTimersByTimeAsync(1000);

    expect(await early).toEqual(documented);
    expect(await client.getIntegration(id)).toEqual(documented);
    expect(requests).toHaveLength(3);
  },
);

test("sends a single call first after a capped hold", async () => {
  const { baseUrl, requests } = await startScript(limited(3600), limited(3600), answer(404), good);
  const client = createClient({ token: "any", baseUrl });
  const ask = () => client.tryGetIntegration(id);
  const outcomes: unknown[] = [];
  const note = (result: Awaited<ReturnType<typeof ask>>): void => void outcomes.push(result.ok || result.error.name);
  await ask();
  await vi.advanceTimersByTimeAsync(30_000);

  const first = Array.from({ length: 5 }, () => ask().then(note));
  await vi.advanceTimersByTimeAsync(31_000);
  await Promise.all(first);
  expect(outcomes.toSorted()).toEqual([...Array(4).fill("DeadlineError"), "RateLimitError"]);
  expect(requests).toHaveLength(2);

  await vi.advanceTimersByTimeAsync(30_000);
  const second = Array.from({ length: 5 }, () => ask().then(note));
  await vi.advanceTimersByTimeAsync(31_000);
  const sentToTry = requests.length;
  await vi.advanceTimersByTimeAsync(2000);
  await Promise.all(second);

  expect(sentToTry).toBeGreaterThanOrEqual(3);
  expect(outcomes.slice(5).map(String).toSorted()).toEqual(["NotFoundError", ...Array(4).fill("true")]);
});

test("keeps a hold even if a later 429 asks for less", async () => {
  const seconds = ["20", "1"];
  const fetch = vi.fn(async () => Response.json({}, { status: 429, headers: { "retry-after": seconds.shift()! } }));
  const client = createClient({ token: "any", fetch, retries: 0, deadlineMs: 10_000 });
  await Promise.all([client.tryGetIntegration(id), client.tryGetIntegration(id)]);

  await vi.advanceTimersByTimeAsync(5000);
  const held = client.tryGetIntegration(id);
  await vi.advanceTimersByTimeAsync(0);

  expect(await held).toMatchObject({ error: { name: "DeadlineError", retryAfter: 15, attempts: 0 } });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("sends a single call first even if another token was limited meanwhile", async () => {
  const tokens = ["A", "B", "A", "A", "A"];
  const { baseUrl, requests } = await startScript(limited(3600), limited(1), answer(404), good);
  const client = createClient({ token: () => tokens.shift()!, baseUrl, retries: 0 });
  await client.tryGetIntegration(id);
  await vi.advanceTimersByTimeAsync(61_000);
  await client.tryGetIntegration(id);

  const calls = [1, 2, 3].map(() => client.tryGetIntegration(id));
  await vi.advanceTimersByTimeAsync(0);
  await calls[0];
  const sentToTry = requests.length;
  await vi.advanceTimersByTimeAsync(2000);
  await Promise.all(calls);

  expect(sentToTry).toBe(3);
});

test("extends a hold if a later 429 asks for more", async () => {
  const seconds = ["1", "20"];
  const fetch = vi.fn(async () => Response.json({}, { status: 429, headers: { "retry-after": seconds.shift()! } }));
  const client = createClient({ token: "any", fetch, retries: 0, deadlineMs: 10_000 });
  await Promise.all([client.tryGetIntegration(id), client.tryGetIntegration(id)]);

  await vi.advanceTimersByTimeAsync(5000);
  const held = await client.tryGetIntegration(id);

  expect(held).toMatchObject({
    error: { name: "DeadlineError", retryAfter: 15, attempts: 0, cause: { retryAfter: 20 } },
  });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test.each([1, 60])("sends all calls after a hold of %i s, without a first one", async (seconds) => {
  const headers = { "retry-after": String(seconds) };
  const sent: unknown[] = [];
  const fetch = (): Promise<Response> => {
    const isFirst = sent.push("request") === 1;
    return isFirst ? Promise.resolve(Response.json({}, { status: 429, headers })) : new Promise(() => undefined);
  };
  const client = createClient({ token: "any", fetch, retries: 0, deadlineMs: 3_600_000 });
  await client.tryGetIntegration(id);

  const calls = [1, 2, 3].map(() => client.tryGetIntegration(id));
  await vi.advanceTimersByTimeAsync(seconds * 1000 + 1000);

  expect(sent).toHaveLength(1 + calls.length);
});

test.each([
  ["sends one call first", 60, 1],
  ["sends all calls at once", 62, 3],
])("%s if nothing was sent for %i min after a long hold", async (_, minutes, sentAtOnce) => {
  const tokens = ["A", "B", "A", "A", "A"];
  const limits = [3600, 1];
  const fetch = vi.fn((): Promise<Response> => {
    const headers = { "retry-after": String(limits.shift()) };
    if (fetch.mock.calls.length > 2) return new Promise(() => undefined);
    return Promise.resolve(Response.json({}, { status: 429, headers }));
  });
  const client = createClient({ token: () => tokens.shift()!, fetch, retries: 0 });
  await client.tryGetIntegration(id);
  await vi.advanceTimersByTimeAsync(minutes * 60_000);
  await client.tryGetIntegration(id);

  for (let call = 0; call < 3; call += 1) void client.tryGetIntegration(id);
  await vi.advanceTimersByTimeAsync(1000);

  expect(fetch).toHaveBeenCalledTimes(2 + sentAtOnce);
});

test("waits for the first call after a long hold without polling", async () => {
  const headers = { "retry-after": "3600" };
  const fetch = vi.fn((): Promise<Response> => {
    if (fetch.mock.calls.length > 1) return new Promise(() => undefined);
    return Promise.resolve(Response.json({}, { status: 429, headers }));
  });
  const client = createClient({ token: "any", fetch });
  await client.tryGetIntegration(id);
  await vi.advanceTimersByTimeAsync(61_000);

  for (let call = 0; call < 3; call += 1) void client.tryGetIntegration(id);
  await vi.advanceTimersByTimeAsync(1000);
  // Each pause is random.
  const random = vi.spyOn(Math, "random");
  await vi.advanceTimersByTimeAsync(2000);

  expect([fetch.mock.calls.length, random.mock.calls.length]).toEqual([2, 0]);
});
