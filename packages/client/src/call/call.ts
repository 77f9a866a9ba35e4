import {
  AbortError,
  type AnyIntegrationsApiError,
  DeadlineError,
  NetworkError,
  TimeoutError,
} from "../errors/errors.ts";
import { reasonOf, toPlainError } from "../errors/plain-error.ts";
import type { CallRecord } from "../errors/records.ts";
import { onAbort } from "./on-abort.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import type { TokenRedactor } from "./token-redactor.ts";

/** A class of errors for a call that got no response. */
type Failure = new (message: string, known: CallRecord, cause?: unknown) => AnyIntegrationsApiError;

/** One call of the client, over all its attempts and pauses. */
export interface Call {
  redact: TokenRedactor;
  /** What the call is about, for hooks: no token, no header. */
  target(): { method: string; url: string };
  /** The same as the beginning of a message. */
  failed(): string;
  attempts: number;
  /** The error of the last attempt. */
  lastError: AnyIntegrationsApiError | undefined;
  record(): CallRecord;
  /** Makes an error of this call. */
  fail(Failed: Failure, why: string, cause: unknown): AnyIntegrationsApiError;
  /** Makes the error of a connection that failed. */
  disconnect(thrown: unknown): AnyIntegrationsApiError;
  /** Milliseconds until the deadline. */
  left(): number;
  /** Runs something until the caller, the deadline or its own timeout ends it, and then ends it on the wire. */
  run<Result>(work: (signal: AbortSignal) => Promise<Result>, timeoutMs?: number): Promise<Result>;
  /** Waits. */
  pause(ms: number): Promise<void>;
  /** Keeps a token out of everything that this client passes on. */
  use(token: string): void;
  /** Lets go of the timer, of the caller's signal and of the tokens. */
  end(): void;
}

/** Makes the error of what ends before it is done, at that moment. */
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
    fail: (Failed, why, cause) => new Failed(call.failed() + why, call.record(), cause),
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

/** Works until done or stopped, whichever comes first: a `fetch` of the caller's own may ignore its signal. */
function runUntilStopped<Result>(call: Call, { work, timeoutMs, onStop }: Work<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const stop = (ending: Ending): void => {
      reject(ending());
      controller.abort();
    };
    const expired: Ending = () => call.fail(TimeoutError, "timed out", call.lastError);
    const timer = timeoutMs && setTimeout(stop, timeoutMs, expired);
    onStop(stop);
    work(controller.signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
