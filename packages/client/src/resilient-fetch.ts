import { type Answer, errorOfAnswer, recordOf } from "./answer.ts";
import { type Call, startCall } from "./call.ts";
import { checkToken, type Settings } from "./client-options.ts";
import { createCoolDown, type CoolDown } from "./cool-down.ts";
import { type AnswerRecord, type AnyIntegrationsApiError, ArgumentError } from "./errors.ts";
import { isIntegrationsApiError } from "./error-guards.ts";
import { notify } from "./hooks.ts";
import { pauseAfter } from "./retry-pause.ts";

/** What is known of an answer that this client has returned. */
export interface Outcome {
  record: AnswerRecord;
  error: AnyIntegrationsApiError | undefined;
}

export interface ResilientFetch {
  /** Sends a request as often as it takes; throws where there is no answer, or a malformed one. */
  send(request: Request): Promise<Response>;
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
    async send(request) {
      const call = startCall(request, settings.deadlineMs);
      try {
        const { answer, error } = await tryUntilDone(request, call, settings, coolDown);
        const response = toResponse(answer);
        outcomes.set(response, { record: recordOf(answer, call.record()), error });
        if (error?.name === "MalformedResponseError") throw error;
        if (error) notify(settings.onError, { ...eventOf(request), error });
        return response;
      } catch (error) {
        if (isIntegrationsApiError(error)) notify(settings.onError, { ...eventOf(request), error });
        throw error;
      } finally {
        call.end();
      }
    },
  };
}

interface Attempt {
  answer?: Answer;
  error?: AnyIntegrationsApiError;
}

type Done = { answer: Answer; error: AnyIntegrationsApiError | undefined };

async function tryUntilDone(request: Request, call: Call, settings: Settings, coolDown: CoolDown): Promise<Done> {
  let token = await askToken(settings, call);
  let isTokenFresh = typeof settings.token !== "function";

  for (let retries = 0; ;) {
    await coolDown.wait(call);
    const { answer, error } = await tryOnce(request, token, call, settings);
    if (answer && !error) return { answer, error };
    call.lastError = error;

    if (error?.name === "UnauthorizedError" && !isTokenFresh) {
      isTokenFresh = true;
      token = await askToken(settings, call);
      continue;
    }
    const delayMs = error && pauseAfter(error, retries + 1, call.left());
    if (!error || delayMs === undefined) return finish(answer, error);
    if (error.name === "RateLimitError") coolDown.start(delayMs, error);
    if (retries >= settings.retries) return finish(answer, error);

    retries += 1;
    notify(settings.onRetry, { ...eventOf(request), attempt: call.attempts, delayMs, error });
    if (error.name !== "RateLimitError") await call.pause(delayMs);
  }
}

function finish(answer: Answer | undefined, error: AnyIntegrationsApiError | undefined): Done {
  if (!answer) throw error;
  return { answer, error };
}

async function tryOnce(request: Request, token: string, call: Call, settings: Settings): Promise<Attempt> {
  call.throwIfEnded();
  call.attempts += 1;
  const event = { ...eventOf(request), attempt: call.attempts };
  notify(settings.onRequest, event);
  try {
    const answer = await call.run((signal) => readAnswer(request, token, signal, settings.fetch), settings.timeoutMs);
    const record = recordOf(answer, call.record());
    const { status, requestId, elapsedMs } = record;
    notify(settings.onResponse, { ...event, status, requestId, elapsedMs });
    const error = errorOfAnswer(call.what, answer, record);
    return { answer, ...(error && { error }) };
  } catch (error) {
    if (!isIntegrationsApiError(error) || error.name === "DeadlineError" || error.name === "AbortError") throw error;
    return { error };
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
  const response = await fetch(sent);
  return { response, text: await response.text() };
}

async function askToken({ token }: Settings, call: Call): Promise<string> {
  if (typeof token === "string") return token;

  const asked = await call.run(async () => {
    try {
      return { token: await token() };
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
  const body = [204, 205, 304].includes(status) ? null : text;
  const copy = new Response(body, { status, statusText, headers });
  // The constructor takes no address.
  return Object.defineProperty(copy, "url", { value: url });
}

function eventOf({ method, url }: Request): { method: string; url: string } {
  return { method, url };
}
