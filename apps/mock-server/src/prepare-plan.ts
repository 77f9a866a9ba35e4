import { validateHeaderValue } from "node:http";
import { type Answer, type Scenario, sequenceOf, shapeAnswer } from "@integrations-api/scenarios";
import { messageOf } from "./check-request.ts";
import type { Failure } from "./engine.ts";
import type { Plan } from "./plan-answer.ts";

/** An answer as bytes, ready to be sent any number of times. */
export interface PreparedAnswer {
  status: number;
  headers: Record<string, string | number>;
  /** A text is sent together with the head, which takes half the time that a buffer behind it takes. */
  text: string;
  encoding: "latin1" | "utf8";
  delayMs: number;
  breaks?: Answer["breaks"];
  arrives?: Answer["arrives"];
}

/** A plan with everything computed that does not depend on the moment. */
export interface PreparedPlan {
  reason: string;
  /** The name of the scenario, or nothing for an answer of plain HTTP. */
  scenario?: string;
  /** The answers of a sequence in turn, or the one answer. */
  answers: PreparedAnswer[];
}

/** A plan with what its log line says of the request. */
export interface RememberedPlan extends PreparedPlan {
  method: string;
  url: string;
  token: string | undefined;
}

export function preparePlan(plan: Plan, query: URLSearchParams, exposed: string): PreparedPlan {
  const cors = { "access-control-allow-origin": "*", "access-control-expose-headers": exposed };
  const { reason } = plan;
  if (plan.kind === "plain") return { reason, answers: [prepare({ ...plan.answer, delayMs: 0 }, cors)] };

  const { operation } = plan.match;
  const scenario = withFailures(plan.scenario, plan.failures);
  const answers = sequenceOf(operation, scenario).map((step) => prepare(shapeAnswer(operation, step, query), cors));
  return { reason, scenario: scenario.name, answers };
}

function withFailures(scenario: Scenario, failures: Failure[]): Scenario {
  if (failures.length === 0) return scenario;
  const message = messageOf(failures);
  return { ...scenario, body: { ...Object(scenario.body), message, details: { failures } } };
}

function prepare(answer: Answer, cors: Record<string, string>): PreparedAnswer {
  const { status, headers, text } = answer;
  const bytes = Buffer.byteLength(text);
  // Text of ASCII alone, whose bytes are the same, is written faster as Latin 1.
  const encoding = bytes === text.length ? "latin1" : "utf8";
  const length = status === 204 ? {} : { "content-length": bytes };
  // Here, where a header that cannot be sent fails the plan, and not where it would be sent.
  for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  return { ...answer, headers: { ...headers, ...cors, ...length }, encoding };
}
