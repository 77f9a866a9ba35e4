import type { Catalogue } from "../contract/catalogue.ts";
import type { Match } from "./match-path.ts";
import { type PlainResponse, plainError } from "./plain-response.ts";
import type { Plan, ScenarioPlan } from "./plan.ts";
import { refuseToken, refuseValues } from "./refuse-request.ts";
import { routeRequest } from "./route-request.ts";
import type { ScenarioRequest } from "./scenario-request.ts";
import { negotiate, selectScenario } from "./select-scenario.ts";

/** Decides what a request gets, checking in a server's order: path, method, token, values, example. */
export function planResponse(catalogue: Catalogue, request: ScenarioRequest): Plan {
  const route = routeRequest(catalogue, request);
  if (route.kind === "plain") return route;

  const { match } = route;
  return refuseToken(match, request) ?? refuseValues(match, request) ?? planSelected(match, request);
}

/** The scenario of a request, or `undefined` if it gets a response that follows from HTTP alone. */
export function findScenario(catalogue: Catalogue, request: ScenarioRequest): ScenarioPlan | undefined {
  const plan = planResponse(catalogue, request);
  return plan.kind === "scenario" ? plan : undefined;
}

function planSelected(match: Match, { query, headers }: ScenarioRequest): Plan {
  const choice = selectScenario(match, query);
  if (!choice) return { kind: "plain", reason: "no example", response: withoutExample() };

  const { accept } = headers;
  const scenario = negotiate(match.operation, choice.scenario, accept);
  if (scenario) return { ...choice, kind: "scenario", scenario, match, failures: [] };
  const response = plainError(406, `Accept: ${accept} does not match any media type in the contract.`);
  return { kind: "plain", reason: "not acceptable", response };
}

/** The response to a request that no example matches. */
export function withoutExample(): PlainResponse {
  return plainError(404, "The contract has no example for this request.");
}
