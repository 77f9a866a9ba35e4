import { createClient } from "@integrations-api/client";
import { expect, test, vi } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, reset, startScript, text, truncated } from "./start-script.ts";
import { passLater, passPause, stopClock } from "./stop-clock.ts";

stopClock();

const { id } = documented;

test.each([
  ["408", answer(408)],
  ["429", answer(429)],
  ["500", answer(500)],
  ["502 in HTML", text(502, "<h1>Bad Gateway</h1>", "text/html")],
  ["503", answer(503)],
  ["504", answer(504)],
  ["a reset connection", reset],
  ["a truncated body", truncated],
])("tries again after %s", async (_, step) => {
  const { baseUrl, requests } = await startScript(step, good);

  expect(await createClient({ token: "any", baseUrl, onRetry: passPause }).getIntegration(id)).toEqual(documented);
  expect(requests).toHaveLength(2);
});

test.each([400, 401, 403, 404, 409, 425, 501])("does not try again after %i", async (status) => {
  const { baseUrl, requests } = await startScript(answer(status), good);

  await expect(createClient({ token: "any", baseUrl }).getIntegration(id)).rejects.toMatchObject({
    status,
    attempts: 1,
  });
  expect(requests).toHaveLength(1);
});

test.each([
  [undefined, 3],
  [0, 1],
  [1, 2],
  [4, 5],
])("sends %s retries after the first attempt", async (retries, attempts) => {
  const { baseUrl, requests } = await startScript(answer(503, {}, { "retry-after": "0" }));
  const client = createClient({ token: "any", baseUrl, onRetry: passPause, ...(retries !== undefined && { retries }) });

  await expect(client.getIntegration(id)).rejects.toMatchObject({ name: "ServerError", status: 503, attempts });
  expect(requests).toHaveLength(attempts);
});

test("pauses at random, up to twice as long each time", async () => {
  const pauses: number[] = [];
  const { baseUrl } = await startScript(answer(503));
  const onRetry = (event: { delayMs: number }): void => {
    pauses.push(event.delayMs);
    passPause(event);
  };
  vi.spyOn(Math, "random").mockReturnValue(0.9);

  await createClient({ token: "any", baseUrl, retries: 6, onRetry }).tryGetIntegration(id);

  expect(pauses).toEqual([450, 900, 1800, 3600, 7200, 7200]);
});

test("waits for Retry-After", async () => {
  const { baseUrl } = await startScript(answer(503, {}, { "retry-after": "1" }), good);
  const sentAt: number[] = [];
  const started = performance.now();
  const onRequest = (): void => void sentAt.push(performance.now() - started);
  const onRetry = (): void => passLater(1000);

  await createClient({ token: "any", baseUrl, onRequest, onRetry }).getIntegration(id);

  expect(sentAt).toEqual([0, 1000]);
});

test("also tries again with client.GET", async () => {
  const { baseUrl, requests } = await startScript(answer(503), good);
  const client = createClient({ token: "any", baseUrl, onRetry: passPause });

  const { data } = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect(data).toEqual(documented);
  expect(requests).toHaveLength(2);
});

test("tries again with the fetch of a single client.GET", async () => {
  const { baseUrl, requests } = await startScript(answer(503), good);
  const client = createClient({
    token: "any",
    baseUrl,
    onRetry: passPause,
    fetch: () => Promise.reject(new Error("no")),
  });
  const own = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

  const { data } = await client.GET("/integrations/{id}", { params: { path: { id } }, fetch: own });

  expect(data).toEqual(documented);
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer any", "Bearer any"]);
});

test("resolves client.GET to the last response if no attempt succeeds", async () => {
  const { baseUrl } = await startScript(answer(503, { statusCode: 503 }));
  const client = createClient({ token: "any", baseUrl, retries: 0 });

  const { error, response } = await client.GET("/integrations/{id}", { params: { path: { id } } });

  expect({ error, status: response.status }).toEqual({ error: { statusCode: 503 }, status: 503 });
});

test("says how the connection failed after the last attempt", async () => {
  const { baseUrl } = await startScript(reset);
  const call = createClient({ token: "any", baseUrl, retries: 1, onRetry: passPause }).getIntegration(id);

  const error = await call.catch((caught: unknown) => caught);

  expect(error).toMatchObject({
    name: "NetworkError",
    message: expect.stringContaining("failed: connection failed (ECONNRESET)"),
    attempts: 2,
    cause: { name: "TypeError", message: "fetch failed", cause: { code: "ECONNRESET" } },
  });
  expect(error).not.toHaveProperty("status");
});

test("throws the same error from client.GET", async () => {
  const { baseUrl } = await startScript(reset);
  const client = createClient({ token: "any", baseUrl, retries: 0 });

  await expect(client.GET("/integrations/{id}", { params: { path: { id } } })).rejects.toMatchObject({
    name: "NetworkError",
  });
});
