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
