import { fixture, type FixtureName } from "@integrations-api/scenarios";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exchange } from "./hostile-exchange.ts";
import { attacked, harmless } from "./hostile-known.ts";
import { type MockProcess, startMock } from "./hostile-mock.ts";
import { type HostileRequest, makeRequest } from "./hostile-requests.ts";
import { leak, violationsOf } from "./hostile-violations.ts";

const seed = Number(process.env["HOSTILE_SEED"] ?? 20_261_124);
const count = Number(process.env["HOSTILE_COUNT"] ?? 3000);
const atOnce = 32;
const mostGrowth = 150 * 2 ** 20;
const requests = Array.from({ length: count }, (_, index) => makeRequest(seed, index));

let mock: MockProcess;
beforeAll(async () => {
  mock = await startMock();
  console.log(`HOSTILE_SEED=${seed}`);
});
afterAll(() => mock.stop());

test("withstands hostile requests", { timeout: 120_000 }, async () => {
  const firstAnswers = await askGood();
  const before = await mock.memory();
  const found: string[] = [];

  const queue = requests.entries();
  const sendAll = async (): Promise<void> => {
    for (const [index, request] of queue) {
      const violations = violationsOf(request, await exchange(mock.port, request));
      found.push(...violations.map((violation) => `${violation}\n  by request ${index}: ${toShown(request)}`));
      if (index % 100 === 0) expect(await askGood()).toEqual(firstAnswers);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendAll));

  expect.soft(found.slice(0, 20), `${found.length} violations`).toEqual([]);
  expect.soft(((await mock.memory()) ?? 0) - (before ?? 0)).toBeLessThan(mostGrowth);
  expect(mock.isAlive()).toBe(true);
  expect(await askGood()).toEqual(firstAnswers);
});

test("shows no token and no stack trace", async () => {
  const latest = await fetch(`${mock.url}/__mock/requests`).then((response) => response.text());
  await mock.stop();
  const { stdout, stderr } = mock.output();
  const shown = stdout + stderr + latest;

  expect
    .soft(requests.filter((request) => isSecret(request) && shown.includes(request.token)).map(toShown))
    .toEqual([]);
  expect.soft(stderr).toBe("");
  expect.soft(leak.exec(stdout)).toBe(null);
  for (const line of stdout.trimEnd().split("\n")) JSON.parse(line);
});

/** Asks each good request, which gets its own body whatever was asked before, and answers the heads. */
async function askGood(): Promise<unknown[]> {
  return Promise.all(
    harmless.map(async ({ target, scenario }) => {
      const init = { method: attacked.method, headers: { authorization: "Bearer any" } };
      const response = await fetch(mock.url + target, init);

      const body = fixture(scenario.name as FixtureName);
      expect({ status: response.status, body: await response.json() }).toEqual({ status: 200, body });
      return [...response.headers].filter(([name]) => name !== "date");
    }),
  );
}

/** Whether the token stands, whole, where a credential does, and not just in the path. */
function isSecret({ raw, token }: HostileRequest): boolean {
  return new RegExp(String.raw`\nauthorization:.*[ \t"]${token}[\s"]|:${token}@`, "i").test(raw);
}

/** The bytes of a request as they can be put into a script, cut where they are too many. */
function toShown({ raw, after }: HostileRequest): string {
  const text = JSON.stringify(raw);
  return `${text.length > 700 ? `${text.slice(0, 500)}… (${raw.length} bytes)` : text}, then ${after}`;
}
