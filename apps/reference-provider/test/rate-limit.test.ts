import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { bodyOf, operation, pathOf, stored } from "./examples.ts";
import { type RunningProvider, startProvider, type StartOptions } from "./provider.ts";

const path = pathOf(bodyOf(stored[0]!).id);

async function startLimited(args: string[], options?: StartOptions): Promise<RunningProvider> {
  const provider = await startProvider(args, options);
  onTestFinished(async () => void (await provider.stop()));
  return provider;
}

async function statuses(provider: RunningProvider, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let sent = 0; sent < count; sent++) found.push((await provider.get(path)).status);
  return found;
}

test("refuses what is over the limit", async () => {
  const provider = await startLimited(["--rate-limit", "2/600s"]);
  const first = await statuses(provider, 3);

  const response = await provider.get(path);

  expect(first).toEqual([200, 200, 429]);
  expect(await response.json()).toMatchObject({ statusCode: 429, error: "Too Many Requests" });
  const names = Object.keys(operation.scenarios.find(({ status }) => status === 429)!.headers);
  expect(Object.fromEntries(names.map((name) => [name, response.headers.get(name)]))).toEqual({
    "ratelimit-limit": "2;w=600",
    "ratelimit-remaining": "0",
    "ratelimit-reset": expect.stringMatching(/^[1-9]\d*$/),
    "retry-after": response.headers.get("ratelimit-reset"),
  });
  // Each valid token is counted by itself, and what comes before the limit in the contract's order stays.
  expect((await provider.get(path, "another")).status).toBe(401);
  expect((await provider.get(pathOf("x"))).status).toBe(400);
});

test("starts the count over after the limit's time", async () => {
  const provider = await startLimited(["--rate-limit", "1/1s"]);
  const status = async (): Promise<number> => (await provider.get(path)).status;

  await expect.poll(status, { interval: 1 }).toBe(429);
  await expect.poll(status).toBe(200);
});

test("takes the limit from the contract", async () => {
  const provider = await startLimited([]);
  const declared = operation.scenarios.find(({ status }) => status === 429)!.headers["ratelimit-limit"]!;

  const { headers } = await provider.get(path);

  expect(headers.get("ratelimit-limit")).toBe(declared);
  expect(headers.get("ratelimit-remaining")).toBe(String(Number.parseInt(declared) - 1));
});

test("never asks for a longer wait than the limit's own when the clock is set back", async () => {
  const clock = fileURLToPath(new URL("move-clock.ts", import.meta.url));
  const provider = await startLimited(["--rate-limit", "1/600s"], { node: ["--import", clock] });
  await statuses(provider, 1);

  const moved = once(provider.process.stderr!, "data");
  provider.process.kill("SIGUSR2");
  await moved;

  for (const response of [await provider.get(path), await provider.get(path)]) {
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeLessThanOrEqual(600);
  }
});

test("counts alone while Redis refuses connections", async () => {
  const provider = await startLimited(["--rate-limit", "2/600s", "--redis-url", "redis://:pw-secret@127.0.0.1:1"]);

  expect(await statuses(provider, 3)).toEqual([200, 200, 429]);
  await expect.poll(() => provider.problems.join()).toContain("Redis does not respond (ECONNREFUSED)");
  expect(JSON.stringify([provider.lines, provider.problems])).not.toContain("pw-secret");
});

test("counts alone while Redis accepts connections and does not respond", async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket)).listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  const address = `redis://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const provider = await startLimited(["--rate-limit", "2/600s", "--redis-url", address]);

  expect(await statuses(provider, 3)).toEqual([200, 200, 429]);
  expect(provider.problems.join()).toContain("Redis does not respond");
});
