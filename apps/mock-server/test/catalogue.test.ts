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
  const { path } = triggering ?? sampleRequest(operation);
  // Sequences are counted by token.
  const token = scenario.token ?? `any-${name}`;
  const init = { method: operation.method, headers: { authorization: `Bearer ${token}` } };
  const turns = scenario.sequence?.length ?? 1;

  test.runIf(triggering).concurrent("is the same from the mock, the fetch stub and MSW", async ({ expect }) => {
    const [fromMock, fromStub, fromMsw] = await Promise.all([
      outcomesOf(fetch, mock.url + path),
      outcomesOf(stub, fake + path),
      outcomesOf(fetch, fake + path),
    ]);

    expect({ fromStub, fromMsw }).toEqual({ fromStub: fromMock, fromMsw: fromMock });
    expect(fromMock.at(-1)).toEqual(expected());
  });

  test("is what stock Prism answers for the same example", async () => {
    const headers = { authorization: "Bearer any", prefer: `code=${scenario.status}, example=${name}` };
    const [ours, theirs] = await Promise.all([
      outcomeOf(fetch, mock.url + path, { ...init, headers }),
      outcomeOf(fetch, prism.url + path, { ...init, headers }),
    ]);

    expect(ours).toEqual(theirs);
    expect(ours).toEqual({
      status: scenario.status,
      contentType: scenario.contentType,
      body: scenario.body,
    });
  });

  async function outcomesOf(send: typeof fetch, url: string): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let turn = 0; turn < turns; turn += 1) outcomes.push(await outcomeOf(send, url, init));
    return outcomes;
  }

  function expected(): unknown {
    const { status, contentType, fault } = scenario;
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
        return { status, contentType, body: fixture(name as FixtureName) };
    }
  }
});
