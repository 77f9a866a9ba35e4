import { pathBelow } from "./base-url.ts";
import type { Catalogue } from "./contract/catalogue.ts";
import { catalogue as contractCatalogue } from "./generated/catalogue.ts";
import { tokenOf } from "./request/credentials.ts";
import { planResponse } from "./request/find-scenario.ts";
import { withPathAliases } from "./request/path-aliases.ts";
import type { ScenarioRequest } from "./request/scenario-request.ts";
import { checkTimeScale, scaleTime } from "./response/scale-time.ts";
import { shapeResponse, type ShapedResponse } from "./response/shape-response.ts";
import { type Counters, sequenceOf, takeTurn } from "./response/take-turn.ts";

export interface FetchStubOptions {
  /**
   * The URL at which the API is called. Its path is removed before a request is matched.
   *
   * @default any host, without a path
   */
  baseUrl?: string | undefined;
  /**
   * The scenarios to respond with.
   *
   * @default the contract's scenarios
   */
  catalogue?: Catalogue | undefined;
  /**
   * Additional paths that serve operations, by the path in the contract.
   *
   * @example { "/integrations/{id}": "/integration/{id}" }
   */
  pathAliases?: Record<string, string> | undefined;
  /**
   * Multiplies every delay and the seconds of `retry-after`. With 0, nothing waits.
   *
   * @default 1
   */
  timeScale?: number | undefined;
}

/**
 * Creates a `fetch` that responds with the contract's scenarios and does not send anything.
 *
 * A request that breaks the contract gets the error that a server would send: 401, 404, 405, 406, 415, 422 or 400.
 * A fault fails as on a real connection: the call or reading the body throws a `TypeError`.
 * Each stub counts its own sequences.
 *
 * @example
 * const client = createClient({ token: "any", fetch: createFetchStub() });
 */
export function createFetchStub(options: FetchStubOptions = {}): typeof fetch {
  const { baseUrl, catalogue: declared = contractCatalogue, pathAliases, timeScale = 1 } = options;
  checkTimeScale(timeScale);
  const catalogue = withPathAliases(declared, pathAliases);
  const counters: Counters = new Map();

  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const asked = await toScenarioRequest(request, baseUrl);
    const response = scaleTime(respond(catalogue, asked, counters), timeScale);
    await pause(response, request);
    if (response.breaks === "reset") throw new TypeError("fetch failed");
    return toResponse(response, request.method);
  };
}

async function toScenarioRequest(request: Request, baseUrl: string | undefined): Promise<ScenarioRequest> {
  const { method, url } = request;
  const { pathname, searchParams: query } = new URL(url);
  const headers = Object.fromEntries(request.headers);
  return { method, path: pathBelow(baseUrl, url) ?? pathname, query, headers, body: await request.text() };
}

function respond(catalogue: Catalogue, request: ScenarioRequest, counters: Counters): ShapedResponse {
  const plan = planResponse(catalogue, request);
  if (plan.kind === "plain") return { ...plan.response, delayMs: 0 };

  const { match, scenario, failures } = plan;
  const { operation } = match;
  const steps = sequenceOf(operation, scenario);
  const token = tokenOf(operation, request);
  const turn = takeTurn({ name: scenario.name, steps: steps.length }, { method: request.method, token }, counters);
  return shapeResponse(operation, steps[turn] ?? scenario, { query: request.query, failures });
}

/** The statuses for which `Response` does not accept a body. */
const bodiless = [204, 205, 304];

/** The requests that hang. Nothing else refers to them, and a request that is collected as garbage cannot be aborted. */
const hanging = new Set<Request>();

function pause({ delayMs, breaks }: ShapedResponse, request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    if (delayMs === 0 && breaks !== "hang") return resolve();
    const timer = breaks === "hang" ? undefined : setTimeout(resolve, delayMs);
    if (timer === undefined) hanging.add(request);
    request.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      hanging.delete(request);
      reject(request.signal.reason);
    });
  });
}

function toResponse({ status, headers, text, arrives }: ShapedResponse, method: string): Response {
  if (method === "HEAD" || text === "" || bodiless.includes(status)) return new Response(null, { status, headers });
  if (arrives === undefined) return new Response(text, { status, headers });

  const encoder = new TextEncoder();
  const promised = { "content-length": String(encoder.encode(text).length) };
  const chunks = [encoder.encode(arrives)];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = chunks.pop();
      if (chunk) return controller.enqueue(chunk);
      // Lets the status and the first half arrive, as they do on a real connection.
      await new Promise((resolve) => setTimeout(resolve));
      controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body, { status, headers: { ...headers, ...promised } });
}
