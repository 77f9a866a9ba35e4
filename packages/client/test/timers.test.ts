import { createClient, type Fetch } from "@integrations-api/client";
import { beforeEach, expect, test, vi } from "vitest";
import { documented } from "./contract.ts";

const { id } = documented;
const params = { path: { id } };
const retryAfter = 17;
const limits = { timeoutMs: 12_345, deadlineMs: 54_321 };
/** The runtime's own timers have other delays. */
const delays = [limits.timeoutMs, limits.deadlineMs, retryAfter * 1000];

beforeEach(() => {
  vi.spyOn(globalThis, "setTimeout");
  vi.spyOn(globalThis, "clearTimeout");
});

/** The delays of the client's timers that are set and not cleared. */
function pending(): unknown[] {
  const { calls, results } = vi.mocked(setTimeout).mock;
  const cleared = vi.mocked(clearTimeout).mock.calls.map(([timer]) => timer);
  return calls
    .filter((_, index) => !cleared.includes(results[index]!.value))
    .flatMap(([, delay]) => (delays.includes(Number(delay)) ? [delay] : []));
}

test.each<[string, Fetch]>([
  ["a success", async () => Response.json(documented)],
  ["an error", async () => Response.json({}, { status: 404 })],
  ["a failed connection", () => Promise.reject(new TypeError("fetch failed"))],
])("leaves no timer behind after %s", async (_, fetch) => {
  await createClient({ token: "any", fetch, retries: 0, ...limits }).tryGetIntegration(id);

  expect(vi.mocked(setTimeout).mock.calls.map(([, delay]) => delay)).toEqual(
    expect.arrayContaining(delays.slice(0, 2)),
  );
  expect(pending()).toEqual([]);
});

test("leaves no timer behind if fetch ignores its signal", async () => {
  const controller = new AbortController();
  const fetch: Fetch = () => {
    controller.abort();
    return new Promise(() => undefined);
  };

  await createClient({ token: "any", fetch, ...limits }).tryGetIntegration(id, { signal: controller.signal });

  expect(pending()).toEqual([]);
});

test("leaves no timer behind after a pause that was aborted", async () => {
  const controller = new AbortController();
  const during: unknown[] = [];
  const headers = { "retry-after": String(retryAfter) };
  const fetch: Fetch = async () => Response.json({}, { status: 503, headers });
  const onRetry = (): void =>
    void setImmediate(() => {
      during.push(...pending());
      controller.abort();
    });

  await createClient({ token: "any", fetch, onRetry, ...limits }).tryGetIntegration(id, { signal: controller.signal });

  expect([during, pending()]).toEqual([[limits.deadlineMs, retryAfter * 1000], []]);
});

const broken = { pull: (body: ReadableStreamDefaultController) => body.error(new Error("cut off")) };

test.each<[string, BodyInit, (stream: ReadableStream) => Promise<unknown>]>([
  ["is read to its end", JSON.stringify(documented), (stream) => new Response(stream).text()],
  ["is cancelled", new ReadableStream(), (stream) => stream.cancel()],
  ["is cut off", new ReadableStream(broken, { highWaterMark: 0 }), (stream) => new Response(stream).text()],
])("leaves no timer behind after a stream that %s", async (_, body, end) => {
  const client = createClient({ token: "any", fetch: async () => new Response(body), ...limits });
  const { data } = await client.GET("/integrations/{id}", { params, parseAs: "stream" });

  await end(data!).catch(() => undefined);

  await expect.poll(pending, { interval: 1, timeout: 120_000 }).toEqual([]);
});

test("keeps only the deadline while a stream is open", async () => {
  const client = createClient({ token: "any", fetch: async () => new Response(new ReadableStream()), ...limits });

  const { data } = await client.GET("/integrations/{id}", { params, parseAs: "stream" });

  expect(pending()).toEqual([limits.deadlineMs]);
  await data!.cancel();
});
