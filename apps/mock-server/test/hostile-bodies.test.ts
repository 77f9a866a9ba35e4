import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBodyRequest } from "./hostile-bodies.ts";
import { exchange } from "./hostile-exchange.ts";
import { type MockProcess, startMock } from "./hostile-mock.ts";
import { leak } from "./hostile-violations.ts";

const seed = Number(process.env["HOSTILE_SEED"] ?? 20_261_126);
const count = Number(process.env["HOSTILE_COUNT"] ?? 2000);
const paths = ["/json", "/optional", "/vendor-json", "/form", "/text", "/either", "/undeclared", "/by-reference"];
const requests = Array.from({ length: count }, (_, index) => makeBodyRequest(seed, index, paths));

let mock: MockProcess;
beforeAll(async () => {
  mock = await startMock(fileURLToPath(new URL("contracts/request-bodies.yaml", import.meta.url)));
});
afterAll(() => mock.stop());

test("withstands hostile request bodies", { timeout: 120_000 }, async () => {
  const found: string[] = [];

  const queue = requests.entries();
  const sendAll = async (): Promise<void> => {
    for (const [index, request] of queue) {
      const { answers, ending } = await exchange(mock.port, request);
      const [answer] = answers;
      const isGood = answer && answer.status < 500 && !leak.test(answer.body);
      if (!isGood) found.push(`${ending} ${JSON.stringify(answer)} by request ${index}: ${request.raw.slice(0, 400)}`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, sendAll));

  expect.soft(found.slice(0, 20), `${found.length} violations with seed ${seed}`).toEqual([]);
  expect(mock.isAlive()).toBe(true);
  expect(mock.output().stderr).toBe("");
});

test("logs no token of a request with a body", async () => {
  const latest = await (await fetch(`${mock.url}/__mock/requests`)).text();
  await mock.stop();
  const logged = mock.output().stdout + latest;

  expect(requests.filter(({ token }) => logged.includes(token))).toEqual([]);
});
