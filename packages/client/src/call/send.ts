import { showCaller } from "../errors/caller-stack.ts";
import { ArgumentError, DeadlineError, IntegrationsApiError } from "../errors/errors.ts";
import { reasonOf, toPlainError } from "../errors/plain-error.ts";
import { checkToken } from "../options/check-options.ts";
import type { TokenSource } from "../options/client-options.ts";
import { notify } from "../options/hooks.ts";
import { type Call, startCall } from "./call.ts";
import { createHolds, heldBack, type Holds } from "./holds.ts";
import { judgeResponse } from "./judge-response.ts";
import type { Outcome } from "./outcome.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import { readResponse } from "./read-response.ts";
import { longestRetryAfterMs, mayRepeat, maySendAgain, pauseAfter } from "./retry-pause.ts";
import { createTokenRedactor } from "./token-redactor.ts";

/** Adds retries, timeouts, the token and the hooks to a `fetch`, for every way to call the API. */
export function createSend(): (request: PreparedRequest) => Promise<Outcome> {
  const holds = createHolds();
  const redact = createTokenRedactor();

  return async (request) => {
    const call = startCall(request, redact);
    const outcome: Outcome = await tryUntilDone(request, call, holds).catch((error) => ({ error }));
    const { judged, error } = outcome;
    if (error) {
      call.end();
      void notify(request.settings.onError, { ...call.target(), error: showCaller(error, request.caller) });
    } else if (judged?.body && request.parseAs === "stream") {
      // The signal and the deadline also end a stream.
      const { readable, writable } = new TransformStream();
      // Settles however the stream ends: when it is read to its end, cut off or cancelled.
      void (judged.body as ReadableStream).pipeTo(writable).then(call.end, call.end);
      judged.body = readable;
    } else call.end();
    return outcome;
  };
}

/** Sends a request until it succeeds or another attempt is pointless. */
async function tryUntilDone(request: PreparedRequest, call: Call, holds: Holds): Promise<Outcome> {
  const { settings } = request;
  let token = await askToken(settings.token, call);
  let mayAskAgain = typeof settings.token === "function";

  for (let retries = 0, last: Outcome | undefined; ;) {
    const release = await holds.wait(token, call);
    const outcome = await tryOnce(request, token, call);
    const { error } = outcome;
    const isLimited = error?.status === 429;
    const pauseMs = pauseAfter(error, retries);
    if (isLimited) holds.start(token, pauseMs, error);
    release();
    if (!error) return outcome;
    if (error instanceof ArgumentError && call.lastError) {
      // An ArgumentError would mean that nothing was sent, but an earlier attempt was.
      return { ...last, error: Object.assign(call.lastError, call.record()) };
    }
    call.lastError = error;
    last = outcome;

    if (error.status === 401 && mayAskAgain && maySendAgain(outcome, request, true)) {
      mayAskAgain = false;
      const fresh = await askToken(settings.token, call).catch(unlessArgumentError);
      // Without another token, the 401 is the outcome.
      if (fresh === undefined) return outcome;
      token = fresh;
      continue;
    }
    if (retries >= settings.retries || !mayRepeat(outcome, request)) return outcome;
    if (error.retryAfter !== undefined && pauseMs > Math.min(longestRetryAfterMs, call.left())) return outcome;

    retries += 1;
    const delayMs = Math.max(pauseMs, holds.left(token));
    if (delayMs >= call.left()) {
      // Waiting would be pointless.
      if (isLimited) return { error: heldBack(call, delayMs, error) };
      return { error: call.fail(DeadlineError, "no time left for a retry", error) };
    }
    void notify(settings.onRetry, { ...call.target(), attempt: call.attempts, delayMs, error });
    // After a 429, this call waits in the hold, together with all other calls.
    if (!isLimited) await call.pause(pauseMs);
  }
}

async function tryOnce(request: PreparedRequest, token: string, call: Call): Promise<Outcome> {
  const { onRequest, onResponse, onViolations } = request.settings;
  call.attempts += 1;
  const event = { ...call.target(), attempt: call.attempts };
  void notify(onRequest, event);
  try {
    const judged = judgeResponse(call, await readResponse(call, request, token), request);
    const { status, requestId, elapsedMs } = judged.record;
    const received = { ...event, status, requestId, elapsedMs };
    void notify(onResponse, received);
    const { violations } = judged;
    if (violations.length > 0) void notify(onViolations, { ...received, violations });
    return { judged, error: judged.error };
  } catch (thrown) {
    // An object that only looks like a Response may throw on any access.
    return { error: thrown instanceof IntegrationsApiError ? thrown : call.disconnect(thrown) };
  }
}

function unlessArgumentError(error: unknown): undefined {
  if (!(error instanceof ArgumentError)) throw error;
}

/** Gets the token. A call that was aborted before it started ends here. */
function askToken(token: TokenSource, call: Call): Promise<string> {
  return call.run(async () => {
    const given = typeof token === "string" ? token : await askFunction(token, call);
    checkToken(given);
    call.use(given);
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
