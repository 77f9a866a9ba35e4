import { type Answer, errorOfAnswer, recordOf } from "./answer.ts";
import { type Call, startCall } from "./call.ts";
import { checkToken, type Settings } from "./client-options.ts";
import { createCoolDown, type CoolDown } from "./cool-down.ts";
import { type AnswerRecord, type AnyIntegrationsApiError, ArgumentError } from "./errors.ts";
import { notify } from "./hooks.ts";
import { hideToken, withoutToken } from "./hide-token.ts";
import { isPassing, pauseAfter } from "./retry-pause.ts";

/** What is known of an answer that this client has returned. */
export interface Outcome {
  record: AnswerRecord;
  error: AnyIntegrationsApiError | undefined;
}

export interface ResilientFetch {
  /** Sends a request as often as it takes; throws where there is no answer, or a malformed one. */
  send(request: Request, isIntegration: boolean, fetch?: Settings["fetch"]): Promise<Response>;
  /** What is known of an answer that `send` has given. */
  outcomeOf(response: Response): Outcome;
}

/** Puts retries, timeouts, the token and the hooks around a `fetch`, for every way to call the API. */
export function createResilientFetch(settings: Settings): ResilientFetch {
  const coolDown = createCoolDown();
  const outcomes = new WeakMap<Response, Outcome>();

  return {
    // Set for every answer that is given.
    outcomeOf: (response) => outcomes.get(response)!,
    async send(request, isIntegration, fetch = settings.fetch) {
      const call = startCall(request, isIntegration, settings.deadlineMs);
      const { answer, record, error } = await tryUntilDone(request, call, { ...settings, fetch }, coolDown)
        .catch((thrown: AnyIntegrationsApiError): Attempt => ({ error: thrown }))
        .finally(call.end);

      if (error) void notify(settings.onError, { ...call.target, error });
      if (!answer || !record || error?.name === "MalformedResponseError") throw error;
      const response = toResponse(answer);
      outcomes.set(response, { record, error });
      return response;
    },
  };
}

/** What came of a request: an answer with what is known of it, an error, or both. */
interface Attempt {
  answer?: Answer;
  record?: AnswerRecord;
  error?: AnyIntegrationsApiError | undefined;
}

async function tryUntilDone(request: Request, call: Call, settings: Settings, coolDown: CoolDown): Promise<Attempt> {
  let token = await askToken(settings, call);
  let isTokenFresh = typeof settings.token !== "function";

  for (let retries = 0; ;) {
    await coolDown.wait(call);
    const attempt = await tryOnce(request, token, call, settings);
    const { error } = attempt;
    if (!error) return attempt;
    call.lastError = error;

    if (error.name === "UnauthorizedError" && !isTokenFresh) {
      isTokenFresh = true;
      try {
        token = await askToken(settings, call);
      } catch (failed) {
        // Without another token the 401 stands.
        if (failed instanceof ArgumentError) return attempt;
        throw failed;
      }
      continue;
    }
    if (!isPassing(error)) return attempt;
    const { ms: delayMs, isTooLong } = pauseAfter(error, retries + 1, call.left());
    if (error.name === "RateLimitError") coolDown.start(delayMs, error);
    if (isTooLong || retries >= settings.retries) return attempt;

    retries += 1;
    void notify(settings.onRetry, { ...call.target, attempt: call.attempts, delayMs, error });
    if (error.name !== "RateLimitError") await call.pause(delayMs);
  }
}

async function tryOnce(request: Request, token: string, call: Call, settings: Settings): Promise<Attempt> {
  call.attempts += 1;
  const event = { ...call.target, attempt: call.attempts };
  void notify(settings.onRequest, event);
  try {
    const answer = await call.run((signal) => readAnswer(request, token, signal, settings.fetch), settings.timeoutMs);
    const record = recordOf(answer, call.record());
    const { status, requestId, elapsedMs } = record;
    void notify(settings.onResponse, { ...event, status, requestId, elapsedMs });
    return { answer, record, error: errorOfAnswer(call, answer, record) };
  } catch (error) {
    // Nothing else is thrown by the lines above.
    return { error: error as AnyIntegrationsApiError };
  }
}

async function readAnswer(
  request: Request,
  token: string,
  signal: AbortSignal,
  fetch: Settings["fetch"],
): Promise<Answer> {
  const sent = new Request(request, { signal });
  sent.headers.set("authorization", `Bearer ${token}`);
  try {
    const response = await fetch(sent);
    const text = await response.text();
    return { response, text: response.ok ? text : hideToken(text, token) };
  } catch (error) {
    throw withoutToken(error, token);
  }
}

async function askToken({ token }: Settings, call: Call): Promise<string> {
  // A call that was ended before it began ends here.
  const asked = await call.run(async () => {
    try {
      return { token: typeof token === "string" ? token : await token() };
    } catch (cause) {
      return { cause };
    }
  });
  if ("cause" in asked) throw new ArgumentError("token: the function has failed.", asked.cause);
  checkToken(asked.token);
  return asked.token;
}

/** The whole answer again, as its body has been read. */
function toResponse({ response, text }: Answer): Response {
  const { status, statusText, headers, url } = response;
  // Some statuses, such as 204, take no body, not even an empty one.
  const copy = new Response(text || null, { status, statusText, headers });
  // The constructor takes no address.
  return Object.defineProperty(copy, "url", { value: url });
}
