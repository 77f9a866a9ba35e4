import {
  catalogue,
  createFetchStub,
  findScenario,
  fixture,
  type FixtureName,
  requestFor,
} from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const baseUrl = "https://every.example.com";
const stub = createFetchStub({ baseUrl, timeScale: 0 });
const server = setupServer(...createHandlers({ baseUrl, timeScale: 0 }));
beforeAll(() => server.listen());
afterAll(() => server.close());

const scenarios = catalogue.operations.flatMap((operation) =>
  operation.scenarios.map((scenario) => ({ operation, scenario, request: requestFor(operation, scenario) })),
);

/** Operations may share a response whose reserved id is for a parameter that only some of them have. */
const reachable = scenarios.filter(({ operation, scenario }) =>
  Object.keys({ ...scenario.path, ...scenario.query }).every((name) =>
    operation.parameters.some((parameter) => parameter.name === name),
  ),
);

test.each(reachable)("a request triggers $scenario.name of $operation.operationId", ({ request }) => {
  expect(request).toBeDefined();
});

const triggered = scenarios.filter(({ request }) => request);
describe.each(triggered)("$operation.operationId $scenario.status $scenario.name", ({ scenario, request }) => {
  const { status, contentType = null, sequence = [], fault, name } = scenario;
  const { method, path, query, headers, body } = request!;
  const target = `${baseUrl}${path}${query.size > 0 ? `?${query}` : ""}`;
  const isSent = fault === undefined;
  // The request's violations replace the message of the example.
  const isRefused = findScenario(catalogue, request!)!.failures.length > 0;

  test.runIf(isSent).each([
    ["fetch stub", stub],
    // Looked up at the time of the call, when MSW has replaced it.
    ["MSW handlers", (...call: Parameters<typeof fetch>) => fetch(...call)],
  ])("is sent by the %s", async (_, send) => {
    const init = { method, headers, ...(body !== undefined && { body }) };
    for (let turn = 1; turn < sequence.length; turn += 1) await send(target, init);

    const response = await send(target, init);

    const type = response.headers.get("content-type");
    expect({ status: response.status, type }).toEqual({ status, type: contentType });
    expect(toBody(await response.text())).toEqual(isRefused ? expect.anything() : fixture(name as FixtureName));
    expect(Object.fromEntries(response.headers)).toMatchObject(withoutTime(scenario.headers));
  });
});

function toBody(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}

/** Scaled time also changes this header. */
function withoutTime(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "retry-after"));
}
