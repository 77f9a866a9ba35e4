import { createClient, type IntegrationsClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, startScript } from "./start-script.ts";

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

test("does not wait for more than the deadline leaves", async () => {
  const { baseUrl } = await startScript(limited(30), good);
  const call = createClient({ token: "any", baseUrl, deadlineMs: 20_000 }).getIntegration(id);

  await expect(call).rejects.toMatchObject({ name: "RateLimitError", status: 429, retryAfter: 30 });
});

test("holds back every call of the client, and spreads them out", async () => {
  const { baseUrl, requests } = await startScript(limited(1), good);
  const { client, limited: met } = limitedClient(baseUrl);
  const first = client.getIntegration(id);
  await met;

  await Promise.all([first, ...Array.from({ length: 10 }, () => client.getIntegration(id))]);

  const [limitedAt, ...later] = requests.map(({ at }) => at);
  expect(later).toHaveLength(11);
  expect(Math.min(...later) - limitedAt!).toBeGreaterThanOrEqual(1000);
  expect(new Set(later.map(Math.round)).size).toBeGreaterThan(5);
});

test("holds back again those not sent yet after a new 429", async () => {
  const { baseUrl, requests } = await startScript(limited(1), limited(1), good);
  const { client, limited: met } = limitedClient(baseUrl);
  const first = client.getIntegration(id);
  await met;

  await Promise.all([first, ...Array.from({ length: 20 }, () => client.getIntegration(id))]);

  const secondLimit = requests[1]!.at;
  const early = requests.slice(2).filter(({ at }) => at - secondLimit < 1000);
  expect(early.length).toBeLessThan(10);
});

test("does not hold back the calls of another client", async () => {
  const { baseUrl, requests } = await startScript(limited(2), good);
  const { client, limited: met } = limitedClient(baseUrl);
  const first = client.getIntegration(id);
  await met;

  await createClient({ token: "any", baseUrl }).getIntegration(id);

  expect(requests[1]!.at - requests[0]!.at).toBeLessThan(1900);
  await first;
});

test("ends a call that waits for the limit when it is aborted", async () => {
  const { baseUrl, requests } = await startScript(limited(50));
  const { client, limited: met } = limitedClient(baseUrl);
  const controller = new AbortController();
  const first = client.tryGetIntegration(id, { signal: controller.signal });
  await met;

  const second = client.tryGetIntegration(id, { signal: controller.signal });
  controller.abort();

  expect([await first, await second]).toMatchObject([
    { error: { name: "AbortError" } },
    { error: { name: "AbortError" } },
  ]);
  expect(requests).toHaveLength(1);
});

/** A client that says when it has met its first 429. */
function limitedClient(baseUrl: string): { client: IntegrationsClient; limited: Promise<unknown> } {
  let meet: (value: unknown) => void;
  const limited = new Promise((resolve) => {
    meet = resolve;
  });
  return { client: createClient({ token: "any", baseUrl, onRetry: (event) => meet(event) }), limited };
}
