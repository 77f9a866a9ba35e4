import {
  type Catalogue,
  type CatalogueOperation,
  type Choice,
  type Failure,
  type Match,
  plainError,
  type Plan,
  refuseFailures,
  refuseToken,
  routeRequest,
  selectScenario,
  withoutExample,
} from "@integrations-api/scenarios";
import { checkRequest } from "./check-request.ts";
import type { Engine } from "./engine.ts";
import { choosePreferred } from "./prefer.ts";

/** What of a request decides its response. */
export interface MockRequest {
  method: string;
  /** Still percent-encoded. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** The headers that the contract has a parameter for. */
  parameters: Record<string, string>;
  accept: string;
  prefer: string;
  brokenHeaders: Failure[];
}

/** Decides in the order of a real server: path, method, token, values, and only then which example. */
export async function planAnswer(catalogue: Catalogue, engine: Engine, request: MockRequest): Promise<Plan> {
  const route = routeRequest(catalogue, request);
  if (route.kind === "plain") return route;

  const { match } = route;
  const preferred = choosePreferred(match.operation, request.prefer);
  const refused = refuseToken(match, request) ?? (await refuseBroken(engine, match, request, preferred));
  if (refused) return refused;
  // What Prefer asks for is sent whatever Accept says.
  if (typeof preferred === "object") return { ...preferred, kind: "scenario", match, failures: [] };

  const choice = selectScenario(match, request.query);
  if (!choice) return makeUp(engine, match.operation, request.accept);
  return negotiate(engine, match, choice, request.accept);
}

async function makeUp(engine: Engine, operation: CatalogueOperation, accept: string): Promise<Plan> {
  const response = await engine.makeUp(operation, accept);
  if (response) return { kind: "plain", reason: "no example, so made up from the schema", response };
  return { kind: "plain", reason: "no example", response: withoutExample() };
}

async function refuseBroken(
  engine: Engine,
  match: Match,
  { query, parameters, brokenHeaders }: MockRequest,
  preferred: Choice | string | undefined,
): Promise<Plan | undefined> {
  const failures = [
    ...brokenHeaders,
    ...(typeof preferred === "string" ? [{ in: "header", name: "prefer", message: preferred }] : []),
    ...(await checkRequest(engine, match, query, parameters)),
  ];
  return failures.length > 0 ? refuseFailures(match, failures) : undefined;
}

async function negotiate(engine: Engine, match: Match, choice: Choice, accept: string): Promise<Plan> {
  const { operation } = match;
  const { status, contentType } = choice.scenario;
  // An error is sent whatever Accept says.
  const isNegotiated = status < 400 && contentType !== undefined;
  const type = isNegotiated ? await engine.negotiate(operation, choice.scenario, accept) : contentType;
  const scenario =
    type === contentType
      ? choice.scenario
      : operation.scenarios.find((one) => one.status === status && one.contentType === type);
  if (scenario) return { ...choice, kind: "scenario", scenario, match, failures: [] };
  const response = plainError(406, `Accept: ${accept} takes nothing the contract has.`);
  return { kind: "plain", reason: "not acceptable", response };
}
