import { createFetchStub, type FetchStubOptions, readCatalogue } from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";

const url = "https://faults.example.com/things?which=it";

/** The options for a contract whose only response is such. */
function responding(scenario: object, status = 200): FetchStubOptions {
  const example = { value: { text: "täglich" }, "x-scenario": { query: { which: "it" }, ...scenario } };
  const content = { "application/json": { examples: { it: example } } };
  const catalogue = readCatalogue({ paths: { "/things": { get: { responses: { [status]: { content } } } } } });
  return { baseUrl: "https://faults.example.com", catalogue };
}

function startMsw(options: FetchStubOptions): typeof fetch {
  const server = setupServer(...createHandlers(options));
  server.listen({ onUnhandledFrame: "bypass" });
  onTestFinished(() => server.close());
  return (...call) => fetch(...call);
}

test("sends HTML in place of JSON", async () => {
  const response = await createFetchStub(responding({ fault: "html" }, 502))(url);

  const html = "<!doctype html><title>502</title><h1>502</h1><p>The gateway did not get a valid response.</p>";
  expect(response.status).toBe(502);
  expect(Object.fromEntries(response.headers)).toEqual({ "content-type": "text/html" });
  expect(await response.text()).toBe(html);
});

test("sends the first half of broken JSON as a whole response", async () => {
  const response = await createFetchStub(responding({ fault: "broken-json" }))(url);

  expect(Object.fromEntries(response.headers)).toEqual({ "content-type": "application/json" });
  expect(await response.text()).toBe('{"text":"');
});

test("breaks off a truncated body after its first half", async () => {
  const response = await createFetchStub(responding({ fault: "truncated" }))(url);
  const reader = response.body!.getReader();

  const { value } = await reader.read();

  expect(new TextDecoder().decode(value)).toBe('{"text":"');
  await expect(reader.read()).rejects.toEqual(new TypeError("terminated"));
  expect(Object.fromEntries(response.headers)).toEqual({ "content-length": "19", "content-type": "application/json" });
});

test("fails on a reset as a lost connection does", async () => {
  const options = responding({ fault: "reset" });

  await expect(createFetchStub(options)(url)).rejects.toEqual(new TypeError("fetch failed"));
  await expect(startMsw(options)(url)).rejects.toBeInstanceOf(TypeError);
});

test("refuses a request that is aborted already", async () => {
  const signal = AbortSignal.abort(new Error("enough"));

  await expect(createFetchStub(responding({}))(url, { signal })).rejects.toEqual(new Error("enough"));
});

test("sends no body in response to HEAD", async () => {
  const response = await createFetchStub(responding({}))(url, { method: "HEAD" });

  expect(response.body).toBeNull();
  expect(Object.fromEntries(response.headers)).toEqual({ "content-type": "application/json" });
});

test.each([205, 304])("sends no body with a %i", async (status) => {
  const response = await createFetchStub(responding({}, status))(url);

  expect({ status: response.status, body: response.body }).toEqual({ status, body: null });
});

describe("with a clock that stands still", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("waits for as long as a scenario is late", async () => {
    const settled = vi.fn();
    const call = createFetchStub(responding({ delayMs: 500 }))(url).then(settled);

    await vi.advanceTimersByTimeAsync(499);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    await call;
    expect(settled).toHaveBeenCalledOnce();
  });

  test.each([{ delayMs: 500 }, { fault: "hang" }])("leaves no timer behind when %j is aborted", async (scenario) => {
    const controller = new AbortController();
    const call = createFetchStub(responding(scenario))(url, { signal: controller.signal }).catch(String);
    await vi.advanceTimersByTimeAsync(400);

    controller.abort(new Error("enough"));

    expect(await call).toBe("Error: enough");
    expect(vi.getTimerCount()).toBe(0);
  });
});
