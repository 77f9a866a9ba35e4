import { createClient } from "@integrations-api/client";
import { catalogue, createFetchStub, fixture, requestFor } from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { expect, onTestFinished, test, vi } from "vitest";

const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const baseUrl = "https://time.example.com";
const pathAliases = { [operation.path]: "/integration/{id}" };
const headers = { authorization: "Bearer any" };
const pathOf = (name: string): string =>
  requestFor(
    operation,
    operation.scenarios.find((scenario) => scenario.name === name)!,
  )!.path;

const call = (name: string, timeScale: number): Promise<Response> =>
  createFetchStub({ timeScale })(baseUrl + pathOf(name), { headers });

test("recovers from a 429 without waiting", async () => {
  const pauses: number[] = [];
  const onRetry = ({ delayMs }: { delayMs: number }): void => void pauses.push(delayMs);
  const client = createClient({ token: "any", fetch: createFetchStub({ timeScale: 0 }), onRetry });

  const integration = await client.getIntegration(fixture("recovers-from-429").id);

  expect(integration).toEqual(fixture("recovers-from-429"));
  expect(pauses).toEqual([0]);
});

test("multiplies a delay", async () => {
  const { delayMs } = operation.scenarios.find(({ name }) => name === "slow")!;
  const timers = vi.spyOn(globalThis, "setTimeout");
  onTestFinished(() => timers.mockRestore());

  await call("slow", 0.01);

  expect(timers.mock.calls.map(([, ms]) => ms)).toContain(delayMs! * 0.01);
});

test.each([
  [0, "0"],
  [0.2, "2"],
  [1, "10"],
  [3, "30"],
])("multiplies retry-after by %d", async (timeScale, retryAfter) => {
  expect((await call("rate-limited", timeScale)).headers.get("retry-after")).toBe(retryAfter);
});

test("also responds under an alias, from the stub and MSW", async () => {
  const send = vi.fn<typeof fetch>(createFetchStub({ pathAliases }));
  const server = setupServer(...createHandlers({ baseUrl, pathAliases, timeScale: 0 }));
  server.listen();
  onTestFinished(() => server.close());

  for (const fetch of [send, globalThis.fetch]) {
    for (const integrationPath of [undefined, "/integration/{id}"] as const) {
      const client = createClient({ token: "any", baseUrl, fetch, integrationPath });
      expect(await client.getIntegration(fixture("beta").id)).toEqual(fixture("beta"));
    }
  }
  expect(send.mock.calls.map(([url]) => String(url))).toEqual([
    `${baseUrl}/integrations/${fixture("beta").id}`,
    `${baseUrl}/integration/${fixture("beta").id}`,
  ]);
});

test.each([
  ["/nowhere", "/integration/{id}", "The contract has no /nowhere."],
  [operation.path, "/integration", "use the same parameters"],
  [operation.path, "integration/{id}", "Start it with /"],
])("rejects an alias of %s for %s", (path, alias, message) => {
  expect(() => createFetchStub({ pathAliases: { [path]: alias } })).toThrow(message);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("rejects a timeScale of %d", (timeScale) => {
  expect(() => createFetchStub({ timeScale })).toThrow("is not a number of at least 0");
});
