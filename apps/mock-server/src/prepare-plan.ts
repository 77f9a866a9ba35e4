import { validateHeaderValue } from "node:http";
import { type Plan, sequenceOf, type ShapedResponse, shapeResponse } from "@integrations-api/scenarios";

/** A response as bytes, ready to be sent any number of times. */
export interface PreparedResponse {
  status: number;
  headers: Record<string, string | number>;
  /** A text is sent together with the head, which takes half the time that a buffer behind it takes. */
  text: string;
  encoding: "latin1" | "utf8";
  delayMs: number;
  breaks?: ShapedResponse["breaks"];
  arrives?: ShapedResponse["arrives"];
}

/** A plan with everything computed that does not depend on the moment. */
export interface PreparedPlan {
  reason: string;
  /** The name of the scenario. Missing if the response follows from HTTP alone. */
  scenario?: string;
  /** The responses of a sequence in turn, or the only one. */
  responses: PreparedResponse[];
  /** By which the turns of a sequence are counted. */
  token?: string | undefined;
}

/** A plan with what its log line says of the request. */
export interface RememberedPlan extends PreparedPlan {
  method: string;
  url: string;
}

export function preparePlan(plan: Plan, query: URLSearchParams, exposed: string): PreparedPlan {
  const cors = { "access-control-allow-origin": "*", "access-control-expose-headers": exposed };
  const { reason } = plan;
  if (plan.kind === "plain") return { reason, responses: [prepare({ ...plan.response, delayMs: 0 }, cors)] };

  const { match, scenario, failures } = plan;
  const steps = sequenceOf(match.operation, scenario);
  const responses = steps.map((step) => prepare(shapeResponse(match.operation, step, { query, failures }), cors));
  return { reason, scenario: scenario.name, responses };
}

function prepare(response: ShapedResponse, cors: Record<string, string>): PreparedResponse {
  const { status, headers, text } = response;
  const bytes = Buffer.byteLength(text);
  // Text of ASCII alone, whose bytes are the same, is written faster as Latin 1.
  const encoding = bytes === text.length ? "latin1" : "utf8";
  const length = status === 204 ? {} : { "content-length": bytes };
  // Here, where a header that cannot be sent fails the plan, and not where it would be sent.
  for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  return { ...response, headers: { ...headers, ...cors, ...length }, encoding };
}
