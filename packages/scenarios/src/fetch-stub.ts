import { pathBelow } from "./base-url.ts";
import type { Catalogue } from "./catalogue.ts";
import { findScenario, type ScenarioRequest } from "./find-scenario.ts";
import { catalogue as contractCatalogue } from "./generated/catalogue.ts";
import { withPathAliases } from "./path-aliases.ts";
import { type PlainResponse, routeRequest, withoutExample } from "./route-request.ts";
import { checkTimeScale, scaleTime } from "./scale-time.ts";
import { shapeAnswer, type Answer } from "./shape-answer.ts";
import { type Counters, nextTurn, sequenceOf, takeTurn } from "./take-turn.ts";

export interface FetchStubOptions {
  /**
   * The address under which the API is called; its path is taken off before a request is looked at.
   *
   * @default any host, without a path
   */
  baseUrl?: string | undefined;
  /**
   * Which scenarios to answer with.
   *
   * @default the contract's scenarios
   */
  catalogue?: Catalogue | undefined;
  /**
   * Other paths under which operations answer too, by the path in the contract.
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
 * Makes a `fetch` that answers with the contract's scenarios and sends nothing.
 *
 * A path that the contract does not have gets a 404, a method a 405.
 * A fault fails as it does on a real connection: the call or the reading of the body throws a `TypeError`.
 * Sequences are counted by each stub.
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
    const answer = scaleTime(toAnswer(catalogue, toAsked(request, baseUrl), counters), timeScale);
    await pause(answer, request.signal);
    if (answer.breaks === "reset") throw new TypeError("fetch failed");
    return toResponse(answer, request.method);
  };
}

function toAsked({ method, url, headers }: Request, baseUrl: string | undefined): ScenarioRequest {
  const { pathname, searchParams: query } = new URL(url);
  const [, token] = /^bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return { method, path: pathBelow(baseUrl, url) ?? pathname, query, token };
}

function toAnswer(catalogue: Catalogue, request: ScenarioRequest, counters: Counters): Answer {
  const found = findScenario(catalogue, request);
  if (!found) return { ...withoutScenario(catalogue, request), delayMs: 0 };

  const { operation, scenario } = found;
  const { method, token, query } = request;
  const steps = sequenceOf(operation, scenario);
  const isCounted = method !== "HEAD";
  const turn = isCounted
    ? takeTurn(scenario.name, steps.length, token, counters)
    : nextTurn(scenario.name, token, counters);
  return shapeAnswer(operation, steps[turn] ?? scenario, query);
}

function withoutScenario(catalogue: Catalogue, request: ScenarioRequest): PlainResponse {
  const route = routeRequest(catalogue, request);
  return route.kind === "plain" ? route.answer : withoutExample();
}

/** What `Response` takes no body for. */
const bodiless = [204, 205, 304];

function pause({ delayMs, breaks }: Answer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (delayMs === 0 && breaks !== "hang") return resolve();
    const timer = breaks === "hang" ? undefined : setTimeout(resolve, delayMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

function toResponse({ status, headers, text, arrives }: Answer, method: string): Response {
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
