import { showCaller } from "../errors/caller-stack.ts";
import { type AnyIntegrationsApiError, ArgumentError, DeadlineError } from "../errors/errors.ts";
import { reasonOf, toPlainError } from "../errors/plain-error.ts";
import { checkToken } from "../options/check-options.ts";
import type { TokenSource } from "../options/client-options.ts";
import { notify } from "../options/hooks.ts";
import { type Call, startCall } from "./call.ts";
import { createHolds, heldBack, type Holds } from "./holds.ts";
import { type JudgedResponse, judgeResponse } from "./judge-response.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import { readResponse } from "./read-response.ts";
import { isOneShot, longestRetryAfterMs, mayRepeat, pauseAfter } from "./retry-pause.ts";
import { createTokenRedactor } from "./token-redactor.ts";

/** What came of a request: a response, an error, or a response that is an error. */
export interface Outcome {
  judged?: JudgedResponse;
  error?: AnyIntegrationsApiError | undefined;
}

/** Puts retries, timeouts, the token and the hooks around a `fetch`, for every way to call the API. */
export function createSend(): (request: PreparedRequest) => Promise<Outcome> {
  const holds = createHolds();
  const redact = createTokenRedactor();

  return async (request) => {
    const call = startCall(request, redact);
    const outcome: Outcome = await tryUntilDone(request, call, holds).catch((error) => ({ error }));
    call.end();
    const { error } = outcome;
    if (error) void notify(request.settings.onError, { ...call.target, error: showCaller(error, request.caller) });
    return outcome;
  };
}

/** Sends a request until it succeeds or no other attempt makes sense. */
async function tryUntilDone(request: PreparedRequest, call: Call, holds: Holds): Promise<Outcome> {
  const { settings, init } = request;
  let token = await askToken(settings.token, call);
  let mayAskAgain = typeof settings.token === "function" && !isOneShot(init.body);

  for (let retries = 0; ;) {
    const release = await holds.wait(token, call);
    const outcome = await tryOnce(request, token, call);
    const { error } = outcome;
    const isLimited = error?.status === 429;
    const pauseMs = pauseAfter(error, retries);
    if (isLimited) holds.start(token, pauseMs, error);
    release();
    if (!error) return outcome;
    call.lastError = error;

    if (error.status === 401 && mayAskAgain) {
      mayAskAgain = false;
      const fresh = await askToken(settings.token, call).catch(unlessArgumentError);
      // Without another token the 401 stands.
      if (fresh === undefined) return outcome;
      token = fresh;
      continue;
    }
    if (retries >= settings.retries || !mayRepeat(error, request)) return outcome;
    if (error.retryAfter !== undefined && pauseMs > Math.min(longestRetryAfterMs, call.left())) return outcome;

    retries += 1;
    const delayMs = Math.max(pauseMs, holds.left(token));
    if (delayMs >= call.left()) {
      // Nothing can come of waiting.
      const why = "no time left for a retry";
      return { error: isLimited ? heldBack(call, delayMs, error) : call.fail(DeadlineError, why) };
    }
    void notify(settings.onRetry, { ...call.target, attempt: call.attempts, delayMs, error });
    // After a 429 the hold is waited for, together with all other calls.
    if (!isLimited) await call.pause(pauseMs);
  }
}

async function tryOnce(request: PreparedRequest, token: string, call: Call): Promise<Outcome> {
  const { onRequest, onResponse } = request.settings;
  call.attempts += 1;
  const event = { ...call.target, attempt: call.attempts };
  void notify(onRequest, event);
  try {
    const judged = judgeResponse(call, await readResponse(call, request, token), request);
    const { status, requestId, elapsedMs } = judged.record;
    void notify(onResponse, { ...event, status, requestId, elapsedMs });
    return { judged, error: judged.error };
  } catch (error) {
    // Nothing else is thrown by the lines above.
    return { error: error as AnyIntegrationsApiError };
  }
}

function unlessArgumentError(error: unknown): undefined {
  if (!(error instanceof ArgumentError)) throw error;
}

/** Asks for a token. A call that was ended before it began ends here. */
function askToken(token: TokenSource, call: Call): Promise<string> {
  return call.run(async () => {
    const given = typeof token === "string" ? token : await askFunction(token, call);
    checkToken(given);
    call.redact.learn(given);
    return given;
  });
}

async function askFunction(token: () => string | Promise<string>, call: Call): Promise<string> {
  try {
    return await token();
  } catch (thrown) {
    const cause = toPlainError(thrown, call.redact.text);
    throw new ArgumentError(`token: the function failed: ${reasonOf(cause)}`, cause);
  }
}
