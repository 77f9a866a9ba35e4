import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type Counters, nextTurn, plainError, takeTurn, tokenOf } from "@integrations-api/scenarios";
import type { LoadedContract } from "./contract.ts";
import { answerControl } from "./control-routes.ts";
import { type MockRequest, planAnswer } from "./plan-answer.ts";
import { answerPreflight } from "./preflight.ts";
import { type PreparedPlan, type PreparedResponse, preparePlan, type RememberedPlan } from "./prepare-plan.ts";
import { readRequest, readSecrets, readTarget } from "./read-request.ts";
import { type LoggedRequest, type RequestLog, toShownUrl } from "./request-log.ts";
import { sendAnswer } from "./send-answer.ts";

export interface ListenerOptions {
  /** The contract of the moment; it changes when its file does. */
  contract: () => LoadedContract;
  log: RequestLog;
  latencyMs: () => number;
  /** The name under which `/__mock/` may be asked, beside the loopback names. */
  host: string;
  /** The connections on which no answer ever comes. */
  hanging: Set<Socket>;
}

const longestTarget = 8192;
/** A longer request is planned anew each time, to keep the remembered plans small. */
const longestKey = 2048;

export function createListener(options: ListenerOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const counters: Counters = new Map();

  return (request, response) => {
    const started = performance.now();
    const contract = options.contract();
    const send = (plan: RememberedPlan): void => {
      const answer = answerOf(plan, counters);
      options.log.add(toEntry(plan, answer, performance.now() - started));
      sendAnswer(request, response, answer, options.latencyMs(), options.hanging);
    };

    const key = `${request.method} ${request.url} ${request.httpVersion}\n${request.rawHeaders.join("\n")}`;
    const known = contract.plans.get(key);
    if (known) return send(known);

    const asked = readRequest(request, contract.knownParameters);
    const { path } = asked;
    const withRequest = (plan: PreparedPlan): RememberedPlan => {
      return { ...plan, method: asked.method, url: shownUrlOf(request, contract) };
    };
    const fail = (error: unknown): void => send(withRequest(failed(error)));
    if (path !== "/" && !path.startsWith("/__mock/")) {
      planOf(request, asked, contract)
        .then((prepared) => {
          const plan = withRequest(prepared);
          if (key.length <= longestKey) contract.plans.set(key, plan);
          send(plan);
        })
        .catch(fail);
      return;
    }
    try {
      answerControl(request, response, path, asked.brokenHeaders, options);
    } catch (error) {
      fail(error);
    }
  };
}

function shownUrlOf(request: IncomingMessage, { knownParameters }: LoadedContract): string {
  const { path, search } = readTarget(request.url ?? "/");
  return toShownUrl(path, search, knownParameters, readSecrets(request));
}

async function planOf(
  request: IncomingMessage,
  asked: MockRequest,
  { catalogue, engine }: LoadedContract,
): Promise<PreparedPlan> {
  const exposed = exposedHeaders(catalogue);
  if ((request.url ?? "").length > longestTarget) {
    const response = plainError(414, `The address is longer than ${longestTarget} characters.`);
    return preparePlan({ kind: "plain", reason: "address too long", response }, asked.query, exposed);
  }
  if (!/^100-continue$/i.test(request.headers.expect ?? "100-continue")) {
    const response = plainError(417, "The header Expect takes 100-continue only.");
    return preparePlan({ kind: "plain", reason: "unknown expectation", response }, asked.query, exposed);
  }
  const plan = await planAnswer(catalogue, engine, asked);
  const preflight = answerPreflight(request, plan);
  const prepared = preparePlan(preflight ?? plan, asked.query, exposed);
  return plan.kind === "scenario" ? { ...prepared, token: tokenOf(plan.match.operation, asked) } : prepared;
}

function exposedHeaders({ operations }: LoadedContract["catalogue"]): string {
  const names = operations.flatMap(({ scenarios }) => scenarios.flatMap(({ headers }) => Object.keys(headers)));
  return [...new Set(names)].join(", ");
}

function answerOf({ method, scenario = "", responses, token }: RememberedPlan, counters: Counters): PreparedResponse {
  // An example requested by Prefer has the name of a sequence, but is sent alone.
  if (responses.length === 1) return responses[0]!;
  const isCounted = method !== "HEAD";
  const turn = isCounted ? takeTurn(scenario, responses.length, token, counters) : nextTurn(scenario, token, counters);
  return responses[turn]!;
}

function toEntry(plan: RememberedPlan, { status, breaks }: PreparedResponse, ms: number): LoggedRequest {
  const { method, url, reason, scenario } = plan;
  // Nothing was answered where the connection is reset or hangs.
  const answered = breaks === "reset" || breaks === "hang" ? 0 : status;
  const time = new Date().toISOString();
  return { time, method, url, status: answered, ...(scenario !== undefined && { scenario }), reason, ms };
}

function failed(error: unknown): PreparedPlan {
  const reason = `the mock failed: ${error instanceof Error ? error.message : String(error)}`;
  const response = plainError(500, "The mock failed on this request; its log says why. Please report it.");
  return preparePlan({ kind: "plain", reason, response }, new URLSearchParams(), "");
}
