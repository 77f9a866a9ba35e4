import {
  AbortError,
  type AnyIntegrationsApiError,
  DeadlineError,
  NetworkError,
  TimeoutError,
} from "../errors/errors.ts";
import { reasonOf, toPlainError } from "../errors/plain-error.ts";
import type { CallRecord } from "../errors/records.ts";
import { seeAlso } from "../errors/see-also.ts";
import { onAbort } from "./on-abort.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import type { TokenRedactor } from "./token-redactor.ts";

/** A class of errors for a call that got no response. */
type Failure = new (message: string, known: CallRecord, cause?: unknown) => AnyIntegrationsApiError;

/** One call of the client, over all its attempts and pauses. */
export interface Call {
  redact: TokenRedactor;
  /** The request for hooks, without token and headers. */
  target(): { method: string; url: string };
  /** The request as the start of an error message. */
  failed(): string;
  attempts: number;
  /** The error of the last attempt. */
  lastError: AnyIntegrationsApiError | undefined;
  record(): CallRecord;
  /** Creates an error for this call. */
  fail(Failed: Failure, why: string, cause: unknown): AnyIntegrationsApiError;
  /** Creates the error for a failed connection. */
  disconnect(thrown: unknown): AnyIntegrationsApiError;
  /** Milliseconds until the deadline. */
  left(): number;
  /** Runs work until it is done. If the caller, the deadline or its timeout ends it first, its request is aborted. */
  run<Result>(work: (signal: AbortSignal) => Promise<Result>, timeoutMs?: number): Promise<Result>;
  pause(ms: number): Promise<void>;
  /** Keeps a token out of everything that this client passes on. */
  use(token: string): void;
  /** Releases the timer, the caller's signal and the tokens. */
  end(): void;
}

/** Creates the error for work that is ended early, at that moment. */
type Ending = () => AnyIntegrationsApiError;

export function startCall({ init, url, signal, settings }: PreparedRequest, redact: TokenRedactor): Call {
  const { method } = init;
  const { deadlineMs } = settings;
  const started = performance.now();
  let ending: Ending | undefined;
  let stop: ((ending: Ending) => void) | undefined;
  let forget = (): void => undefined;
  const tokens: string[] = [];

  const finish = (next: Ending): void => {
    ending ??= next;
    call.end();
    stop?.(ending);
  };
  const call: Call = {
    redact,
    target: () => ({ method, url: redact.text(url) }),
    failed: () => `${method} ${redact.text(url)} failed: `,
    attempts: 0,
    lastError: undefined,
    record: () => ({ attempts: call.attempts, elapsedMs: Math.round(performance.now() - started) }),
    fail(Failed, why, cause) {
      return new Failed(call.failed() + why + seeAlso(Failed.prototype.name), call.record(), cause);
    },
    disconnect(thrown) {
      const cause = toPlainError(thrown, redact.text);
      return call.fail(NetworkError, `connection failed (${cause.code ?? reasonOf(cause)})`, cause);
    },
    left: () => started + deadlineMs - performance.now(),
    run(work, timeoutMs) {
      if (ending) return Promise.reject(ending());
      return runUntilStopped(call, { work, timeoutMs, onStop: (next) => (stop = next) });
    },
    pause: (ms) => call.run((end) => wait(ms, end)),
    use(token) {
      // A token function may be slower than its call, and nothing would release this token.
      if (ending) return;
      tokens.push(token);
      redact.use(token);
    },
    end() {
      clearTimeout(timer);
      forget();
      for (const token of tokens.splice(0)) redact.release(token);
    },
  };
  const expire = (): void => finish(() => call.fail(DeadlineError, "deadline reached", call.lastError));
  const abort = (): void => finish(() => call.fail(AbortError, "aborted", signal?.reason));
  const timer = setTimeout(expire, deadlineMs);
  if (signal?.aborted) abort();
  else if (signal) forget = onAbort(signal, abort);
  return call;
}

interface Work<Result> {
  work(signal: AbortSignal): Promise<Result>;
  timeoutMs: number | undefined;
  onStop(stop: (ending: Ending) => void): void;
}

/** Settles when the work is done or stopped, whichever is first, because a caller's `fetch` may ignore its signal. */
function runUntilStopped<Result>(call: Call, { work, timeoutMs, onStop }: Work<Result>): Promise<Result> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<never>((_, reject) => {
    const stop = (ending: Ending): void => {
      reject(ending());
      controller.abort();
    };
    const expired: Ending = () => call.fail(TimeoutError, "timed out", call.lastError);
    if (timeoutMs) timer = setTimeout(stop, timeoutMs, expired);
    onStop(stop);
  });
  return Promise.race([work(controller.signal), stopped]).finally(() => clearTimeout(timer));
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
