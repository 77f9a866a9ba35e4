import { checkBody, checkParameters, contentOf, type Failure, messageOf } from "./check-request.ts";
import { needsToken, tokenOf } from "./credentials.ts";
import type { Match } from "./match-path.ts";
import { plainError } from "./plain-response.ts";
import type { Plan, ScenarioPlan } from "./plan.ts";
import type { ScenarioRequest } from "./scenario-request.ts";
import { errorOf } from "./select-scenario.ts";

type Sender = Pick<ScenarioRequest, "headers" | "query">;

/** The scenario whose reserved token a request has. */
export function scenarioOfToken(match: Match, request: Sender): ScenarioPlan | undefined {
  const { scenarios, defaults } = match.operation;
  const token = tokenOf(match.operation, request);
  const scenario = token === undefined ? undefined : [...scenarios, ...defaults].find((one) => one.token === token);
  return scenario && { kind: "scenario", scenario, match, failures: [], reason: `token "${token}" is reserved` };
}

/** What a request gets because of its token alone, before its values are checked. */
export function refuseToken(match: Match, request: Sender): Plan | undefined {
  const reserved = scenarioOfToken(match, request);
  if (reserved || tokenOf(match.operation, request) !== undefined || !needsToken(match.operation)) return reserved;
  return refuse(match, [401], { reason: "no token" });
}

/** What a request gets because of values that the contract does not allow. */
export function refuseValues(match: Match, request: ScenarioRequest): Plan | undefined {
  const { requestBody } = match.operation;
  const { headers, body } = request;
  if (body && requestBody && !contentOf(requestBody, headers)) {
    const reason = `the contract does not declare a body of type "${headers["content-type"]}"`;
    return refuse(match, [415, 422, 400], { reason });
  }
  const failures = [...checkParameters(match, request), ...checkBody(match.operation, request)];
  return failures.length === 0 ? undefined : refuseFailures(match, failures);
}

/** What a request with these failures gets. */
export function refuseFailures(match: Match, failures: Failure[]): Plan {
  return refuse(match, [422, 400], { reason: "request breaks the contract", failures });
}

/** Refuses with the contract's scenario for these statuses, or else plainly. */
function refuse(
  match: Match,
  statuses: number[],
  { reason, failures = [] }: { reason: string; failures?: Failure[] },
): Plan {
  const [first = 400] = statuses;
  const scenario = errorOf(match.operation, statuses);
  if (scenario) return { kind: "scenario", scenario, match, failures, reason };

  const message = failures.length > 0 ? messageOf(failures) : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  return { kind: "plain", reason, response: plainError(first === 422 ? 400 : first, message) };
}
