import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type Counters, takeTurn } from "@integrations-api/scenarios";
import type { LoadedContract } from "./contract.ts";
import { answerControl } from "./control-routes.ts";
import { planAnswer } from "./plan-answer.ts";
import { plainError } from "./plain-error.ts";
import { answerPreflight } from "./preflight.ts";
import { type PreparedAnswer, type PreparedPlan, preparePlan } from "./prepare-plan.ts";
import { brokenHeaders, knownHeaders, readRequest, readSecrets, readTarget, readToken } from "./read-request.ts";
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
/** A request that is longer than this is planned anew each time, so that what is remembered stays small. */
const longestKey = 2048;

export function createListener(options: ListenerOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const counters: Counters = new Map();

  return (request, response) => {
    const started = performance.now();
    const { path, search } = readTarget(request.url ?? "/");
    request.resume();
    const contract = options.contract();
    const send = (plan: PreparedPlan): void => {
      const token = readToken(request);
      const answer = answerOf(plan, token, counters);
      const url = toShownUrl(path, search, contract.knownParameters, readSecrets(request));
      const entry = toEntry(request.method ?? "", url, plan, answer);
      options.log.add({ ...entry, ms: performance.now() - started });
      void sendAnswer(request, response, answer, options.latencyMs(), options.hanging);
    };
    if (path === "/" || path.startsWith("/__mock/")) {
      try {
        return answerControl(request, response, path, options);
      } catch (error) {
        return send(failed(error));
      }
    }

    const key = keyOf(request, contract);
    const known = contract.plans.get(key);
    if (known) return send(known);

    planOf(request, path, search, contract).then(
      (plan) => {
        if (key.length <= longestKey) contract.plans.set(key, plan);
        send(plan);
      },
      (error: unknown) => send(failed(error)),
    );
  };
}

async function planOf(
  request: IncomingMessage,
  path: string,
  search: string,
  { catalogue, engine, knownParameters }: LoadedContract,
): Promise<PreparedPlan> {
  const exposed = exposedHeaders(catalogue);
  const asked = readRequest(request, path, search, knownParameters);
  if ((request.url ?? "").length > longestTarget) {
    const answer = plainError(414, `The address is longer than ${longestTarget} characters.`);
    return preparePlan({ kind: "plain", reason: "address too long", answer }, asked.query, exposed);
  }
  const plan = await planAnswer(catalogue, engine, asked);
  const preflight = answerPreflight(request, plan);
  return preparePlan(preflight ?? plan, asked.query, exposed);
}

function exposedHeaders({ operations }: LoadedContract["catalogue"]): string {
  const names = operations.flatMap(({ scenarios }) => scenarios.flatMap(({ headers }) => Object.keys(headers)));
  return [...new Set(names)].join(", ");
}

/** Everything that decides the answer; of a token only whether there is one and whether it is reserved. */
function keyOf(request: IncomingMessage, { reservedTokens, knownParameters }: LoadedContract): string {
  const { method, url, headers } = request;
  const token = readToken(request);
  const kind = token === undefined ? "-" : reservedTokens.has(token) ? token : "+";
  const preflight = method === "OPTIONS" ? JSON.stringify(headers) : "";
  const decisive = [
    method,
    url,
    kind,
    headers.accept,
    headers["prefer"],
    brokenHeaders(request).map(({ name }) => name),
    Object.entries(knownHeaders(request, knownParameters)),
    preflight,
  ];
  return decisive.join("\n");
}

function answerOf(
  { scenario = "", answers }: PreparedPlan,
  token: string | undefined,
  counters: Counters,
): PreparedAnswer {
  const turn = answers.length === 1 ? 0 : takeTurn(scenario, answers.length, token, counters);
  return answers[turn]!;
}

function toEntry(
  method: string,
  url: string,
  { reason, scenario }: PreparedPlan,
  { status, breaks }: PreparedAnswer,
): Omit<LoggedRequest, "ms"> {
  return {
    time: new Date().toISOString(),
    method,
    url,
    // Nothing was answered where the connection is reset or hangs.
    status: breaks === "reset" || breaks === "hang" ? 0 : status,
    ...(scenario !== undefined && { scenario }),
    reason,
  };
}

function failed(error: unknown): PreparedPlan {
  const reason = `the mock failed: ${error instanceof Error ? error.message : String(error)}`;
  const answer = plainError(500, "The mock failed on this request; its log says why. Please report it.");
  return preparePlan({ kind: "plain", reason, answer }, new URLSearchParams(), "");
}
