import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createClient } from "@integrations-api/client";
import { expect, test } from "vitest";
import { documented } from "./contract.ts";
import { answer, good, hang, hangInBody, startScript } from "./start-script.ts";

const { id } = documented;
/** As long as a test may take, so it also passes on slow machines. */
const patient = { interval: 1, timeout: 120_000 };

test("leaves no listener on a signal that many calls share", async () => {
  const { signal } = new AbortController();
  const { baseUrl } = await startScript(good, answer(404), good);
  const client = createClient({ token: "any", baseUrl });

  for (let call = 0; call < 20; call += 1) {
    await client.tryGetIntegration(id, { signal });
    await client.GET("/integrations/{id}", { params: { path: { id } }, signal });
  }

  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("leaves no listener on a signal after a call that could not start", async () => {
  const { signal } = new AbortController();
  const client = createClient({ token: () => "", baseUrl: "http://127.0.0.1:1" });

  await client.tryGetIntegration(id, { signal });

  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("gives fetch a signal of its own", async () => {
  const { signal } = new AbortController();
  const signals: unknown[] = [];
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    signals.push(init.signal);
    return Response.json(documented);
  };

  await createClient({ token: "any", fetch }).getIntegration(id, { signal });

  expect(signals[0]).not.toBe(signal);
});

test("aborts a call's request even after a garbage collection", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { baseUrl, requests } = await startScript(hang);
  const controller = new AbortController();
  const onRequest = (): void => void setImmediate(collect);
  const call = createClient({ token: "any", baseUrl, onRequest }).tryGetIntegration(id, { signal: controller.signal });
  await expect.poll(() => requests.length, patient).toBe(1);

  collect();
  controller.abort();

  expect(await call).toMatchObject({ error: { name: "AbortError" } });
  await requests[0]!.closed;
});

test("keeps one listener on a signal, however many calls share it", async () => {
  const controller = new AbortController();
  const { baseUrl, requests } = await startScript(hang);
  const client = createClient({ token: "any", baseUrl });
  const calls = Array.from({ length: 12 }, () => client.tryGetIntegration(id, { signal: controller.signal }));
  await expect.poll(() => requests.length, patient).toBe(12);

  expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
  controller.abort();
  const names = (await Promise.all(calls)).map((result) => result.ok || result.error.name);
  expect(names).toEqual(calls.map(() => "AbortError"));
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("ends a call on a signal after another call has ended", async () => {
  const controller = new AbortController();
  const { baseUrl, requests } = await startScript(hang, good);
  const client = createClient({ token: "any", baseUrl });
  const ongoing = client.tryGetIntegration(id, { signal: controller.signal });
  await expect.poll(() => requests.length, patient).toBe(1);
  await client.getIntegration(id, { signal: controller.signal });

  controller.abort();

  expect(await ongoing).toMatchObject({ error: { name: "AbortError" } });
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("ends a call on a signal that an earlier call used", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const { baseUrl } = await startScript(good, () => controller.abort());
  const client = createClient({ token: "any", baseUrl });
  await client.getIntegration(id, { signal });

  const result = await client.tryGetIntegration(id, { signal });

  expect(result).toMatchObject({ error: { name: "AbortError" } });
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("ends a call while its token function is called again", async () => {
  const controller = new AbortController();
  const tokens = [
    async () => "old",
    (): Promise<string> => {
      controller.abort();
      return new Promise(() => undefined);
    },
  ];
  const { baseUrl } = await startScript(answer(401));
  const client = createClient({ token: () => tokens.shift()!(), baseUrl });

  const result = await client.tryGetIntegration(id, { signal: controller.signal });

  expect(result).toMatchObject({ error: { name: "AbortError", attempts: 1 } });
});

test("ends a stream that a call returned", async () => {
  const controller = new AbortController();
  const { baseUrl, requests } = await startScript(hangInBody);
  const init = { params: { path: { id } }, parseAs: "stream", signal: controller.signal } as const;
  const { data } = await createClient({ token: "any", baseUrl }).GET("/integrations/{id}", init);
  const reader = data!.getReader();
  await reader.read();

  controller.abort();

  await expect(reader.read()).rejects.toThrow();
  await requests[0]!.closed;
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("releases the signal once a stream has ended", async () => {
  const { signal } = new AbortController();
  const { baseUrl } = await startScript(good);
  const init = { params: { path: { id } }, parseAs: "stream", signal } as const;

  const { data } = await createClient({ token: "any", baseUrl }).GET("/integrations/{id}", init);
  await new Response(data).text();

  await expect.poll(() => getEventListeners(signal, "abort"), patient).toEqual([]);
});
