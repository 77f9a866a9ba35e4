import type { IncomingMessage, ServerResponse } from "node:http";
import { type Counters, type Plan, plainError, takeTurn, tokenOf } from "@integrations-api/scenarios";
import { planResponse } from "../plan/plan-response.ts";
import { type PreparedPlan, type PreparedResponse, preparePlan, type RememberedPlan } from "../plan/prepare-plan.ts";
import { isControlRoute, respondAboutMock } from "./control-routes.ts";
import { allowReading, planPreflight } from "./cors.ts";
import { describeRequest } from "./describe-request.ts";
import { readRequest, refuseEarly } from "./read-request.ts";
import { hasBody, type ReceivedBody, receiveBody } from "./receive-body.ts";
import type { LoggedRequest } from "./request-log.ts";
import { sendResponse } from "./send-response.ts";
import type { ListenerOptions } from "./serving.ts";

export function createListener(options: ListenerOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const counters: Counters = new Map();

  return (request, response) => {
    const arrived = performance.now();
    if (isControlRoute(request, options)) return respondAboutMock(request, response, options);

    const respond = (body: ReceivedBody): void => {
      const plan = findPlan(request, body, options);
      const prepared = nextResponse(plan, counters);
      options.log.add(toEntry(plan, prepared, performance.now() - arrived));
      sendResponse(request, response, prepared, options);
    };
    if (hasBody(request)) void receiveBody(request, response).then(respond);
    else respond({ text: "" });
  };
}

/** Remembers plans: the same request has the same plan for as long as the contract stays. */
function findPlan(request: IncomingMessage, body: ReceivedBody, options: ListenerOptions): RememberedPlan {
  const { contract, plans } = options.serving();
  const { method, url, httpVersion, rawHeaders } = request;
  const key = [method, url, httpVersion, ...rawHeaders, body.text].join("\n");
  const known = plans.get(key);
  if (known) return known;

  const plan = { ...planOf(request, body, options), ...describeRequest(request, contract) };
  // Prism sends callbacks while it plans.
  if (!contract.engine.sendsCallbacks) plans.set(key, plan);
  return plan;
}

function planOf(request: IncomingMessage, body: ReceivedBody, { serving, timeScale }: ListenerOptions): PreparedPlan {
  const preflight = planPreflight(request);
  const asked = readRequest(request, body.text);
  const { query } = asked;
  const prepare = (plan: Plan): PreparedPlan =>
    preparePlan(plan, { query, timeScale, addHeaders: (headers) => allowReading(headers, request.headers) });
  if (preflight) return preparePlan(preflight, { query, timeScale, addHeaders: (headers) => headers });

  try {
    const plan = refuseEarly(request, body) ?? planResponse(serving().contract, asked);
    if (plan.kind === "plain") return prepare(plan);
    return { ...prepare(plan), token: tokenOf(plan.match.operation, asked) };
  } catch (error) {
    const reason = `the mock failed: ${error instanceof Error ? error.message : String(error)}`;
    const response = plainError(500, "The mock failed on this request. Its log says why. Please report it.");
    return prepare({ kind: "plain", reason, response });
  }
}

function nextResponse(
  { method, scenario = "", responses, token }: RememberedPlan,
  counters: Counters,
): PreparedResponse {
  // An example that is requested by Prefer has the name of a sequence, but is sent alone.
  if (responses.length === 1) return responses[0]!;
  const turn = takeTurn({ name: scenario, steps: responses.length }, { method, token }, counters);
  return responses[turn]!;
}

function toEntry(plan: RememberedPlan, { status, breaks }: PreparedResponse, ms: number): LoggedRequest {
  const { method, url, request_id, reason, scenario } = plan;
  const isSent = breaks !== "reset" && breaks !== "hang";
  const time = new Date().toISOString();
  return {
    time,
    method,
    url,
    ...(request_id !== undefined && { request_id }),
    status: isSent ? status : 0,
    ...(scenario !== undefined && { scenario }),
    reason,
    ms,
  };
}
