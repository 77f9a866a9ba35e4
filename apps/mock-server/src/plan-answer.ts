import {
  type Catalogue,
  type CatalogueOperation,
  type Choice,
  type Match,
  refuseToken,
  routeRequest,
  type Scenario,
  selectScenario,
  withoutExample,
} from "@integrations-api/scenarios";
import { checkRequest, messageOf } from "./check-request.ts";
import type { Engine, Failure } from "./engine.ts";
import { type PlainAnswer, plainError } from "./plain-error.ts";
import { choosePreferred } from "./prefer.ts";

/** What of a request decides its answer. */
export interface MockRequest {
  method: string;
  /** Still percent-encoded. */
  path: string;
  query: URLSearchParams;
  token: string | undefined;
  /** Those that the contract speaks of. */
  headers: Record<string, string>;
  accept: string;
  prefer: string;
  brokenHeaders: Failure[];
}

/** Either a scenario of the contract, perhaps with failures in its body, or an answer of plain HTTP. */
export type Plan = { reason: string } & (
  | { kind: "scenario"; scenario: Scenario; match: Match; failures: Failure[] }
  | { kind: "plain"; answer: PlainAnswer }
);

/** Decides in the order of a real server: path, method, token, values, and only then which example. */
export async function planAnswer(catalogue: Catalogue, engine: Engine, request: MockRequest): Promise<Plan> {
  const route = routeRequest(catalogue, request);
  if (route.kind === "plain") return route;

  const { match } = route;
  const { operation } = match;
  const choice = (await refuse(engine, match, request)) ?? selectScenario(match, request.query);
  if (!choice) return makeUp(engine, operation, request.accept);
  if ("kind" in choice) return choice;
  // An error is told whatever Accept says, and so is what Prefer asks for.
  const { status, contentType } = choice.scenario;
  const isNegotiated = status < 400 && contentType !== undefined && request.prefer === "";
  const type = isNegotiated ? await engine.negotiate(operation, choice.scenario, request.accept) : contentType;
  const scenario =
    type === contentType
      ? choice.scenario
      : operation.scenarios.find((one) => one.status === status && one.contentType === type);
  if (!scenario) return plain(406, `Accept: ${request.accept} takes nothing the contract has.`, "not acceptable");
  return { kind: "scenario", failures: [], ...choice, scenario, match };
}

async function makeUp(engine: Engine, operation: CatalogueOperation, accept: string): Promise<Plan> {
  const answer = await engine.makeUp(operation, accept);
  if (answer) return { kind: "plain", reason: "no example, so made up from the schema", answer };
  return { kind: "plain", reason: "no example", answer: withoutExample() };
}

type Decision = Plan | (Choice & { failures?: Failure[] });

async function refuse(engine: Engine, match: Match, request: MockRequest): Promise<Decision | undefined> {
  const refused = refuseToken(match.operation, request.token);
  if (refused) return refused;

  const preferred = choosePreferred(match.operation, request.prefer);
  const failures = [
    ...request.brokenHeaders,
    ...(typeof preferred === "string" ? [{ in: "header", name: "prefer", message: preferred }] : []),
    ...(await checkRequest(engine, match, request.query, request.headers)),
  ];
  const scenario = match.operation.scenarios.find(({ status }) => status === 400);
  const reason = "request breaks the contract";
  if (failures.length > 0) return scenario ? { scenario, reason, failures } : plain(400, messageOf(failures), reason);
  return typeof preferred === "object" ? preferred : undefined;
}

function plain(status: number, message: string, reason: string): Plan {
  return { kind: "plain", reason, answer: plainError(status, message) };
}
