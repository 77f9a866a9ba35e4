import { validateHeaderValue } from "node:http";
import { type Plan, scaleTime, sequenceOf, type ShapedResponse, shapeResponse } from "@integrations-api/scenarios";

/** A response that is ready to be sent any number of times. */
export interface PreparedResponse {
  status: number;
  headers: Record<string, string | number>;
  /** A text is sent together with the head, which takes half the time of a buffer after it. */
  text: string;
  encoding: "latin1" | "utf8";
  delayMs: number;
  breaks?: ShapedResponse["breaks"];
  arrives?: ShapedResponse["arrives"];
}

/** A plan with everything computed that does not depend on the moment. */
export interface PreparedPlan {
  reason: string;
  /** The name of the scenario. Missing if the response follows from HTTP or a schema alone. */
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
  request_id?: string;
}

export interface Preparation {
  query: URLSearchParams;
  timeScale: number;
  /** Added to every response. */
  addHeaders: (headers: Record<string, string>) => Record<string, string>;
}

export function preparePlan(plan: Plan, { query, timeScale, addHeaders }: Preparation): PreparedPlan {
  const finish = (response: ShapedResponse): PreparedResponse => prepare(scaleTime(response, timeScale), addHeaders);
  const { reason } = plan;
  if (plan.kind === "plain") return { reason, responses: [finish({ ...plan.response, delayMs: 0 })] };

  const { match, scenario, failures } = plan;
  const steps = sequenceOf(match.operation, scenario);
  const shaped = steps.map((step) => shapeResponse(match.operation, step, { query, failures }));
  return { reason, scenario: scenario.name, responses: shaped.map(finish) };
}

/** What a contract may declare, but only the connection knows. */
const ofConnection = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function prepare(response: ShapedResponse, addHeaders: Preparation["addHeaders"]): PreparedResponse {
  const { status, text } = response;
  const headers = Object.fromEntries(Object.entries(response.headers).filter(([name]) => !ofConnection.has(name)));
  // Here, so a header that cannot be sent fails the plan, not the sending.
  for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  const bytes = Buffer.byteLength(text);
  const length = status === 204 || status === 304 ? {} : { "content-length": bytes };
  // Text that is only ASCII has the same bytes in Latin-1, which is written faster.
  const encoding = bytes === text.length ? "latin1" : "utf8";
  return { ...response, headers: { ...addHeaders(headers), ...length }, encoding };
}
