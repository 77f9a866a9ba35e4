import { isDeepStrictEqual } from "node:util";
import {
  type Choice,
  chooseScenario,
  type Failure,
  isFor,
  messageOf,
  plainError,
  type Plan,
  planWithoutExample,
  type Scenario,
  scenarioOfToken,
  toText,
} from "@integrations-api/scenarios";
import type { DeclaredResponse, EngineRequest, EngineResponse, Violation } from "../contract/engine.ts";
import type { LoadedContract } from "../contract/load-contract.ts";
import type { MockRequest } from "./mock-request.ts";
import { checkOwnRules } from "./own-rules.ts";
import { readPreference, type Wish } from "./read-preference.ts";
import { readBody } from "./read-body.ts";
import { type Routed, routeToOperation } from "./route-to-operation.ts";

/** Prism decides what a request gets: 404 or 405, then 401, 400 or 422, or else the example that the request chooses. */
export function planResponse(contract: LoadedContract, request: MockRequest): Plan {
  const routed = routeToOperation(contract, request);
  if (routed.kind === "plain") return routed;

  const { match, operation, path } = routed;
  const ofToken = scenarioOfToken(match, request);
  if (ofToken) return ofToken;

  const { query, headers } = request;
  const body = readBody(request);
  const preference = readPreference(match.operation, operation.statuses, headers["prefer"]);
  const asked = { path, query, headers, body: body.value };
  const own = [...request.failures, ...body.failures, ...preference.failures, ...checkOwnRules(match, query)];
  const violations = [...own, ...operation.check(asked).filter((found) => !own.some((one) => isSamePlace(one, found)))];
  if (violations.length > 0) return refuse(routed, asked, violations);
  if (preference.wish) return grant(routed, asked, preference.wish);

  const choice = chooseScenario(match, query);
  if (!choice) return respondFirst(routed, asked);
  const { scenario, reason } = choice;
  return scenario ? choose(routed, asked, { scenario, reason }) : planWithoutExample(reason);
}

function isSamePlace(one: Violation, other: Violation): boolean {
  return one.in === other.in && (one.name === other.name || one.in === "body");
}

const anything = "*/*";

/** Sends the error that the contract declares for violations, whatever the request accepts. */
function refuse(routed: Routed, asked: EngineRequest, violations: Violation[]): Plan {
  const response = routed.operation.respond(asked, { violations, accept: anything });
  if (violations.some(({ status }) => status === 401)) return toPlan(routed, response, { reason: "no token" });

  const failures = violations.filter(({ status }) => status === undefined);
  return toPlan(routed, response, { reason: "request breaks the contract", failures });
}

/** Sends what `Prefer` names, whatever the request accepts: neither late nor spoiled nor in turn. */
function grant(routed: Routed, asked: EngineRequest, { status, example }: Wish): Plan {
  const response = respondWith(routed, asked, { status, example, accept: anything });
  const plan = toPlan(routed, response, { reason: "preferred", name: example });
  if (plan.kind === "plain") return plan;

  const { delayMs: _delay, fault: _fault, sequence: _sequence, patch: _patch, ...plain } = plan.scenario;
  return { ...plan, scenario: plain };
}

/** Sends the scenario that was chosen, in a media type that the request accepts. An error is sent whatever it accepts. */
function choose(routed: Routed, asked: EngineRequest, { scenario, reason }: Required<Choice>): Plan {
  const accept = scenario.status >= 400 ? anything : acceptOf(asked);
  const response = respondWith(routed, asked, { status: scenario.status, example: scenario.name, accept });
  if (response.status !== scenario.status) return notAcceptable(accept);
  return toPlan(routed, response, { reason, name: scenario.name });
}

function respondFirst(routed: Routed, asked: EngineRequest): Plan {
  const accept = acceptOf(asked);
  const response = routed.operation.respond(asked, { violations: [], accept });
  return response.status === 406 ? notAcceptable(accept) : toPlan(routed, response, { reason: "first example" });
}

function notAcceptable(accept: string): Plan {
  const message = `Accept: ${accept} does not match any media type in the contract.`;
  return { kind: "plain", reason: "not acceptable", response: plainError(406, message) };
}

function acceptOf({ headers }: EngineRequest): string {
  return headers["accept"] || anything;
}

interface Wanted {
  status: number;
  example: string | undefined;
  accept: string;
}

function respondWith({ operation }: Routed, asked: EngineRequest, { example, ...wanted }: Wanted): EngineResponse {
  const named = operation.respond(asked, { ...wanted, violations: [], example });
  // Prism does not know the name of an example that is the only one.
  return named.kind === "declared" ? named : operation.respond(asked, { ...wanted, violations: [] });
}

interface Decision {
  reason: string;
  /** The name of the scenario that was chosen. */
  name?: string | undefined;
  failures?: Failure[];
}

/** Takes the scenario that is Prism's response, or else the response as it is. */
function toPlan({ match }: Routed, response: EngineResponse, { reason, name, failures = [] }: Decision): Plan {
  if (response.kind === "undeclared") {
    // HTTP has 400 for what Prism refuses with a 422 of its own.
    const status = response.status === 422 ? 400 : response.status;
    const message = failures.length > 0 ? messageOf(failures) : response.message;
    return { kind: "plain", reason, response: plainError(status, message, response.headers) };
  }
  const { scenarios, defaults } = match.operation;
  const all = [...scenarios.filter((scenario) => isFor(scenario, response.status)), ...defaults];
  const same = all.filter((scenario) => isBody(scenario, response));
  const scenario = same.find((one) => one.name === name) ?? same[0];
  if (scenario) return { kind: "scenario", reason, match, failures, scenario: toSent(scenario, response) };

  const { status, headers, contentType, body } = response;
  const typed = contentType === undefined ? headers : { ...headers, "content-type": contentType };
  const text = toText(body, contentType);
  return { kind: "plain", reason: "made up from the schema", response: { status, headers: typed, text } };
}

function isBody({ contentType, body }: Scenario, response: DeclaredResponse): boolean {
  if (body === undefined) return response.body === undefined;
  return contentType === response.contentType && isEqual(body, response.body);
}

const comparisons = new WeakMap<object, WeakMap<object, boolean>>();

/** Remembers the results: both are examples of the contract as a rule, and comparing large ones takes long. */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  const known = comparisons.get(one) ?? new WeakMap<object, boolean>();
  const result = known.get(other) ?? isDeepStrictEqual(one, other);
  comparisons.set(one, known.set(other, result));
  return result;
}

/** Prism makes up a value for each header that does not have an example. */
function toSent(scenario: Scenario, { status, headers }: DeclaredResponse): Scenario {
  const own = Object.entries(scenario.headers).filter(([, value]) => value !== "");
  return { ...scenario, status, headers: { ...headers, ...Object.fromEntries(own) } };
}
