import { startMockServer } from "@integrations-api/mock-server";
import { expect, onTestFinished, test, vi } from "vitest";
import { authorization, path } from "./own-mock.ts";

test("writes what is still held back when it closes", async () => {
  const written: string[] = [];
  const mock = await startMockServer({ log: "json", write: (text) => written.push(text) });
  // No line is written by its time.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  onTestFinished(() => void vi.useRealTimers());

  await fetch(mock.url + path, { headers: { authorization } });
  await mock.close();

  expect(written.join("").split("\n")).toEqual([expect.stringContaining(path), ""]);
});

test.each([
  [0, 20],
  [0.5, 25],
  [1, 30],
])("waits between the bounds of a latency, at %d of the way", async (way, delayMs) => {
  const mock = await startMockServer({ latency: { min: 20, max: 30 } });
  const random = vi.spyOn(Math, "random").mockReturnValue(way);
  const timers = vi.spyOn(globalThis, "setTimeout");
  onTestFinished(() => {
    random.mockRestore();
    timers.mockRestore();
    return mock.close();
  });

  await fetch(mock.url + path, { headers: { authorization } });

  expect(timers.mock.calls.map(([, ms]) => ms)).toContain(delayMs);
});
