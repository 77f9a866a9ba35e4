import { isDeepStrictEqual } from "node:util";
import {
  chooseScenario,
  concreteType,
  type Failure,
  isFor,
  messageOf,
  negotiate,
  plainError,
  type Plan,
  planNotAcceptable,
  planWithoutExample,
  type Scenario,
  scenarioOfToken,
  toText,
} from "@integrations-api/scenarios";
import type { DeclaredResponse, EngineRequest, EngineResponse, Violation } from "../contract/engine-operation.ts";
import type { LoadedContract } from "../contract/load-contract.ts";
import type { MockRequest } from "./mock-request.ts";
import { checkOwnRules } from "./own-rules.ts";
import { readBody } from "./read-body.ts";
import { readPreference, withoutTwist } from "./read-preference.ts";
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

  const { status, scenario: preferred } = preference;
  if (preferred) return send(routed, asked, { reason: "preferred", scenario: preferred });
  if (status !== undefined) return respondFirst(routed, asked, status);

  const choice = chooseScenario(match, query);
  if (!choice) return respondFirst(routed, asked);
  const { scenario: chosen, reason } = choice;
  if (!chosen) return planWithoutExample(reason);
  const scenario = negotiate(match.operation, chosen, headers["accept"]);
  return scenario ? send(routed, asked, { reason, scenario }) : planNotAcceptable(headers["accept"]);
}

function isSamePlace(one: Violation, other: Violation): boolean {
  return one.in === other.in && (one.name === other.name || one.in === "body");
}

/** Like in Prism, JSON comes first if a request does not say what it accepts. */
const anything = "application/json, */*";

/** Sends the error that the contract declares for violations, whatever the request accepts. */
function refuse(routed: Routed, asked: EngineRequest, violations: Violation[]): Plan {
  const response = routed.operation.respond(asked, { violations, accept: anything });
  if (violations.some(({ status }) => status === 401)) return toPlan(routed, response, { reason: "no token" });

  const failures = violations.filter(({ status }) => status === undefined);
  return toPlan(routed, response, { reason: "request breaks the contract", failures });
}

/** Sends a scenario with the headers that Prism makes up because they do not have an example. */
function send(
  { match, operation }: Routed,
  asked: EngineRequest,
  { reason, scenario }: { reason: string; scenario: Scenario },
): Plan {
  const response = operation.respond(asked, { violations: [], accept: anything, status: scenario.status });
  return { kind: "scenario", reason, match, failures: [], scenario: withHeaders(scenario, response) };
}

/** Sends Prism's first response, or its first with a status that the request prefers, whatever it accepts. */
function respondFirst(routed: Routed, asked: EngineRequest, status?: number): Plan {
  const accept = asked.headers["accept"] || anything;
  if (status === undefined) {
    const response = routed.operation.respond(asked, { violations: [], accept });
    return response.status === 406 ? planNotAcceptable(accept) : toPlan(routed, response, { reason: "first example" });
  }
  const wanted = { violations: [], status, accept: `${accept}, */*;q=0.001` };
  const plan = toPlan(routed, routed.operation.respond(asked, wanted), { reason: "preferred" });
  return plan.kind === "scenario" ? { ...plan, scenario: withoutTwist(plan.scenario) } : plan;
}

interface Decision {
  reason: string;
  failures?: Failure[];
}

/** Takes the scenario that is Prism's response, or else the response as it is. */
function toPlan({ match }: Routed, response: EngineResponse, { reason, failures = [] }: Decision): Plan {
  if (response.kind === "undeclared") {
    // HTTP has 400 for what Prism refuses with a 422 of its own.
    const status = response.status === 422 ? 400 : response.status;
    const message = failures.length > 0 ? messageOf(failures) : response.message;
    return { kind: "plain", reason, response: plainError(status, message, response.headers) };
  }
  const { scenarios, defaults } = match.operation;
  const all = [...scenarios.filter((one) => isFor(one, response.status)), ...defaults];
  const found = all.find((one) => isResponse(one, response));
  if (found) {
    const scenario = withHeaders({ ...found, status: response.status }, response);
    return { kind: "scenario", reason, match, failures, scenario };
  }
  const { status, headers, body } = response;
  const contentType = sentTypeOf(response);
  const typed = contentType === undefined ? headers : { ...headers, "content-type": contentType };
  const text = toText(body, contentType);
  return { kind: "plain", reason: `${reason}, as declared`, response: { status, headers: typed, text } };
}

function isResponse({ contentType, body }: Scenario, response: DeclaredResponse): boolean {
  if (body === undefined) return response.body === undefined;
  const isType = contentType === response.contentType || contentType === sentTypeOf(response);
  return isType && isEqual(body, response.body);
}

/** A media type that can be sent: Prism gives a range as it is, and `text/plain` for any type. */
function sentTypeOf({ contentType, body }: DeclaredResponse): string | undefined {
  if (contentType === undefined) return undefined;
  const isAny = contentType === "text/plain" && typeof body === "object" && body !== null;
  return concreteType(isAny ? "*/*" : contentType, body);
}

const comparisons = new WeakMap<object, WeakMap<object, boolean>>();

/** Remembers the results: usually both are examples of the contract, and comparing large ones takes long. */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  const known = comparisons.get(one) ?? new WeakMap<object, boolean>();
  const result = known.get(other) ?? isDeepStrictEqual(one, other);
  comparisons.set(one, known.set(other, result));
  return result;
}

function withHeaders(scenario: Scenario, response: EngineResponse): Scenario {
  const own = Object.entries(scenario.headers).filter(([, value]) => value !== "");
  const madeUp = response.kind === "declared" ? response.headers : {};
  return { ...scenario, headers: { ...madeUp, ...Object.fromEntries(own) } };
}
