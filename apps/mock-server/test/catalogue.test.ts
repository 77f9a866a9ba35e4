import {
  catalogue,
  createFetchStub,
  fixture,
  type FixtureName,
  requestFor,
  sampleRequest,
} from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { type RunningServer, startMock, startPrism } from "./start-process.ts";

const fake = "https://api.example.com";
const faked = setupServer(...createHandlers({ baseUrl: fake }));
const stub = createFetchStub();
const scenarios = catalogue.operations.flatMap((operation) =>
  operation.scenarios.map((scenario) => ({ operation, scenario, name: scenario.name })),
);

const delayOf = ({ scenario }: (typeof scenarios)[number]): number => scenario.delayMs ?? 0;
const slowest = scenarios.reduce((one, other) => (delayOf(other) > delayOf(one) ? other : one));

let mock: RunningServer;
let prism: RunningServer;
beforeAll(async () => {
  [mock, prism] = await Promise.all([startMock("--log", "silent"), startPrism()]);
  faked.listen({ onUnhandledFrame: "bypass" });
});
afterAll(() => {
  faked.close();
  mock.process.kill();
  prism.process.kill();
});

describe.each(scenarios)("$name", ({ operation, scenario, name }) => {
  const triggering = requestFor(operation, scenario);
  const { path, query, headers, method, body } = triggering ?? sampleRequest(operation);
  const target = query.size > 0 ? `${path}?${query}` : path;
  const init = { method, headers, ...(body !== undefined && { body }) };
  const turns = scenario.sequence?.length ?? 1;

  test.runIf(triggering).concurrent("is the same from the mock, the fetch stub and MSW", async ({ expect }) => {
    const [fromMock, fromStub, fromMsw] = await Promise.all([
      outcomesOf(fetch, mock.url + target),
      outcomesOf(stub, fake + target),
      outcomesOf(fetch, fake + target),
    ]);

    expect({ fromStub, fromMsw }).toEqual({ fromStub: fromMock, fromMsw: fromMock });
    expect(fromMock.at(-1)).toEqual(expected());
  });

  test("is the response of stock Prism for the same example", async () => {
    const sample = sampleRequest(operation);
    const asked = { ...init, headers: { ...sample.headers, prefer: `code=${scenario.status}, example=${name}` } };
    const [ours, theirs] = await Promise.all([
      outcomeOf(fetch, mock.url + sample.path, asked),
      outcomeOf(fetch, prism.url + sample.path, asked),
    ]);

    expect(ours).toEqual(theirs);
    expect(ours).toEqual({
      status: scenario.status,
      contentType: scenario.contentType ?? null,
      body: scenario.body ?? "",
    });
  });

  async function outcomesOf(send: typeof fetch, url: string): Promise<Outcome[]> {
    if (scenario.fault === "hang") return [await outcomeBehindSlowest(send, url)];
    const outcomes: Outcome[] = [];
    for (let turn = 0; turn < turns; turn += 1) outcomes.push(await outcomeOf(send, url, init));
    return outcomes;
  }

  /** A response never comes if it has not when the slowest of all has, which is requested after it. */
  async function outcomeBehindSlowest(send: typeof fetch, url: string): Promise<Outcome> {
    const giveUp = new AbortController();
    const outcome = outcomeOf(send, url, init, giveUp.signal);
    const { path: slowPath, headers: slowHeaders } = requestFor(slowest.operation, slowest.scenario)!;
    await send(new URL(slowPath, url), { headers: slowHeaders });
    giveUp.abort();
    return outcome;
  }

  function expected(): unknown {
    const { status, contentType = null, fault } = scenario;
    switch (fault) {
      case "reset":
        return { fails: "call" };
      case "hang":
        return { fails: "never" };
      case "truncated":
        return { fails: "body" };
      case "html":
        return { status, contentType: "text/html", body: expect.stringContaining(`<title>${status}</title>`) };
      case "broken-json":
        return { status, contentType, body: expect.stringMatching(/^\{.+[^}]$/) };
      default:
        return { status, contentType, body: fixture(name as FixtureName) ?? "" };
    }
  }
});

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const { path: known } = sampleRequest(operation);

test.each([
  ["HEAD", known],
  ["HEAD", known.replace(/.$/, "0")],
  ["HEAD", "/elsewhere"],
  ["OPTIONS", known],
  ["OPTIONS", "/elsewhere"],
  ["POST", known],
  ["DELETE", known],
  ["PATCH", `${known}?a=b`],
  ["GET", "/elsewhere"],
  ["GET", `${known}/more`],
  ["PUT", "/gr%C3%B6%C3%9Fe?a=b"],
])("gives %s %s the same response in the fetch stub and MSW", async (method, target) => {
  const init = { method, headers: { authorization: "Bearer any" } };
  const [fromMock, fromStub, fromMsw] = await Promise.all(
    [fetch(mock.url + target, init), stub(fake + target, init), fetch(fake + target, init)].map(toPlain),
  );

  expect({ fromStub, fromMsw }).toEqual({ fromStub: fromMock, fromMsw: fromMock });
});

test("counts no HEAD in a sequence", async () => {
  const { path } = requestFor(
    operation,
    operation.scenarios.find(({ sequence }) => sequence)!,
  )!;
  const statuses = await Promise.all(
    [[fetch, mock.url] as const, [stub, fake] as const, [fetch, fake] as const].map(async ([send, base]) => {
      const asked: number[] = [];
      for (const method of ["HEAD", "GET", "HEAD", "GET", "HEAD", "GET"]) {
        asked.push((await send(base + path, { method, headers: { authorization: "Bearer head" } })).status);
      }
      return asked;
    }),
  );

  expect(statuses).toEqual(Array.from({ length: 3 }, () => [503, 503, 503, 503, 200, 200]));
});

test("passes on what is not below the base URL", async () => {
  const response = await fetch(`${mock.url}/elsewhere`);

  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});

async function toPlain(answered: Promise<Response>): Promise<object> {
  const response = await answered;
  const { status, headers } = response;
  return { status, allow: headers.get("allow"), type: headers.get("content-type"), text: await response.text() };
}
