import { createClient } from "@integrations-api/client";
import { expect, test, vi } from "vitest";
import { documented } from "./contract.ts";
import { limitedClient } from "./limited-client.ts";
import { answer, good, startScript } from "./start-script.ts";
import { passLater, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;
const limited = (seconds: number) => answer(429, {}, { "retry-after": String(seconds) });

test("holds back every call of the client, and spreads them out", async () => {
  const { baseUrl, requests } = await startScript(limited(1), good);
  const { client, sentAt, limits } = limitedClient(baseUrl);
  const calls = [client.getIntegration(id)];
  await limits[0];
  calls.push(...Array.from({ length: 10 }, () => client.getIntegration(id)));

  await vi.advanceTimersByTimeAsync(2000);
  await Promise.all(calls);

  const [, ...later] = sentAt;
  expect(requests).toHaveLength(12);
  expect(Math.min(...later)).toBe(1000);
  expect(new Set(later.map(Math.round)).size).toBeGreaterThan(5);
});

test("spreads calls out within their deadline", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const limits = Array.from({ length: 21 }, () => limited(1));
  const { baseUrl } = await startScript(...limits, good);
  let met = 0;
  const onRetry = (): void => {
    met += 1;
    if (met === limits.length) passLater(1300);
  };
  const client = createClient({ token: "any", baseUrl, deadlineMs: 1500, onRetry });

  const integrations = await Promise.all(limits.map(() => client.getIntegration(id)));

  expect(integrations).toEqual(limits.map(() => documented));
});

test("spreads calls that wait for one limit within their deadline", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const statuses = [429];
  const headers = { "retry-after": "1" };
  const fetch = async (): Promise<Response> => Response.json(documented, { status: statuses.shift() ?? 200, headers });
  const client = createClient({ token: "any", fetch, deadlineMs: 1200 });
  const first = client.getIntegration(id);
  await vi.advanceTimersByTimeAsync(0);
  const others = Array.from({ length: 20 }, () => client.getIntegration(id));

  await vi.advanceTimersByTimeAsync(1150);

  expect(await Promise.all([first, ...others])).toEqual(Array(21).fill(documented));
});

test("does not spread a call out for others that were aborted", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { baseUrl } = await startScript(limited(1), good);
  const { client, sentAt, limits } = limitedClient(baseUrl);
  const controller = new AbortController();
  const aborted = Array.from({ length: 5 }, () => client.tryGetIntegration(id, { signal: controller.signal }));
  await limits[0];
  await vi.advanceTimersByTimeAsync(500);
  controller.abort();
  await Promise.all(aborted);

  const call = client.getIntegration(id);
  await vi.advanceTimersByTimeAsync(500);

  expect(await call).toEqual(documented);
  expect(sentAt.at(-1)).toBe(1000);
});
