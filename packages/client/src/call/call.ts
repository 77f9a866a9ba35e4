import {
  AbortError,
  type AnyIntegrationsApiError,
  DeadlineError,
  IntegrationsApiError,
  NetworkError,
  TimeoutError,
} from "../errors/errors.ts";
import { causesOf, reasonOf, toPlainError } from "../errors/plain-error.ts";
import type { CallRecord } from "../errors/records.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import type { TokenRedactor } from "./token-redactor.ts";

/** A class of errors for a call that got no response. */
type Failure = new (message: string, known: CallRecord, cause?: unknown) => AnyIntegrationsApiError;

/** One call of the client, over all its attempts and pauses. */
export interface Call {
  redact: TokenRedactor;
  /** What the call is about, for hooks: no token, no header. */
  target: { method: string; url: string };
  /** The same as the beginning of a message. */
  failed: string;
  attempts: number;
  /** The error of the last attempt. */
  lastError: AnyIntegrationsApiError | undefined;
  record(): CallRecord;
  /** Makes an error of this call; by default the last error is its cause. */
  fail(Failed: Failure, why: string, cause?: unknown): AnyIntegrationsApiError;
  /** Milliseconds until the deadline. */
  left(): number;
  /** Runs something until the caller, the deadline or its own timeout ends it, and then ends it on the wire. */
  run<Result>(work: (signal: AbortSignal) => Promise<Result>, timeoutMs?: number): Promise<Result>;
  /** Waits. */
  pause(ms: number): Promise<void>;
  /** Lets go of the timer and of the caller's signal. */
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

  const finish = (next: Ending): void => {
    ending ??= next;
    stop?.(ending);
  };
  const abort = (): void => finish(() => call.fail(AbortError, "aborted", signal?.reason));

  const call: Call = {
    redact,
    target: { method, url },
    failed: `${method} ${url} failed: `,
    attempts: 0,
    lastError: undefined,
    record: () => ({ attempts: call.attempts, elapsedMs: Math.round(performance.now() - started) }),
    fail: (Failed, why, cause = call.lastError) => new Failed(call.failed + why, call.record(), cause),
    left: () => started + deadlineMs - performance.now(),
    run(work, timeoutMs) {
      if (ending) return Promise.reject(ending());
      return runUntilStopped(call, { work, timeoutMs, onStop: (next) => (stop = next) });
    },
    pause: (ms) => call.run((end) => wait(ms, end)),
    end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    },
  };
  const timer = setTimeout(() => finish(() => call.fail(DeadlineError, "deadline reached")), deadlineMs);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
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
    const timer = timeoutMs && setTimeout(stop, timeoutMs, () => call.fail(TimeoutError, "timed out"));
    onStop(stop);
    work(controller.signal)
      .then(resolve, (error: unknown) => reject(toCallError(call, error)))
      .finally(() => clearTimeout(timer));
  });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

/** Says how a connection failed, by the code of the innermost cause that has one, or else by its message. */
function toCallError(call: Call, thrown: unknown): AnyIntegrationsApiError {
  if (thrown instanceof IntegrationsApiError) return thrown;
  const cause = toPlainError(thrown, call.redact.text);
  const code = [cause, ...causesOf(cause)].flatMap(({ code }) => code ?? []).at(-1);
  return call.fail(NetworkError, `connection failed (${code ?? reasonOf(cause)})`, cause);
}
