import type { Catalogue } from "../contract/catalogue.ts";
import type { Match } from "./match-path.ts";
import { plainError } from "./plain-response.ts";
import type { PlainPlan, Plan, ScenarioPlan } from "./plan.ts";
import { refuseToken, refuseValues } from "./refuse-request.ts";
import { routeRequest } from "./route-request.ts";
import type { ScenarioRequest } from "./scenario-request.ts";
import { chooseScenario, firstSuccess, negotiate } from "./select-scenario.ts";

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
  const { scenario: chosen, reason } = chooseScenario(match, query) ?? firstSuccess(match.operation);
  if (!chosen) return planWithoutExample(reason);

  const { accept } = headers;
  const scenario = negotiate(match.operation, chosen, accept);
  if (scenario) return { kind: "scenario", reason, scenario, match, failures: [] };
  return planNotAcceptable(accept);
}

/** What a request gets that accepts none of the contract's media types. */
export function planNotAcceptable(accept: string | undefined): PlainPlan {
  const response = plainError(406, `Accept: ${accept} does not match any media type in the contract.`);
  return { kind: "plain", reason: "not acceptable", response };
}

/** What a request gets that no example is for. */
export function planWithoutExample(reason: string): PlainPlan {
  return { kind: "plain", reason, response: plainError(404, "The contract has no example for this request.") };
}
