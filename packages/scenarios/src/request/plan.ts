import type { Scenario } from "../contract/catalogue.ts";
import type { Failure } from "./check-request.ts";
import type { Match } from "./match-path.ts";
import type { PlainResponse } from "./plain-response.ts";

/** What a request gets, and why: a scenario of its operation, or a response that follows from HTTP alone. */
export type Plan = ScenarioPlan | PlainPlan;

export interface ScenarioPlan {
  kind: "scenario";
  scenario: Scenario;
  match: Match;
  /** The request's violations, if they are the reason. */
  failures: Failure[];
  /** For people to read. */
  reason: string;
}

export interface PlainPlan {
  kind: "plain";
  response: PlainResponse;
  /** For people to read. */
  reason: string;
}
