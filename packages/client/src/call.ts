import {
  AbortError,
  type AnyIntegrationsApiError,
  type CallRecord,
  DeadlineError,
  NetworkError,
  TimeoutError,
} from "./errors.ts";

/** One call of the client, over all its attempts and pauses. */
export interface Call {
  /** What the call is about, for hooks: no token, no header. */
  target: { method: string; url: string };
  /** The same for messages. */
  what: string;
  /** Whether an integration is asked for, and nothing else will do. */
  isIntegration: boolean;
  attempts: number;
  /** The error of the last attempt. */
  lastError: AnyIntegrationsApiError | undefined;
  record(): CallRecord;
  /** Milliseconds until the deadline. */
  left(): number;
  /** Runs something until the caller, the deadline or its own time ends it, and then ends it on the wire. */
  run<Result>(work: (signal: AbortSignal) => Promise<Result>, timeoutMs?: number): Promise<Result>;
  /** Waits. */
  pause(ms: number): Promise<void>;
  end(): void;
}

const deadline = Symbol("deadline");
const timeout = Symbol("timeout");

export function startCall({ method, url, signal }: Request, isIntegration: boolean, deadlineMs: number): Call {
  const started = performance.now();
  const ending = new AbortController();
  const abort = (): void => ending.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  const timer = setTimeout(() => ending.abort(deadline), deadlineMs);

  const call: Call = {
    target: { method, url },
    what: `${method} ${url}`,
    isIntegration,
    attempts: 0,
    lastError: undefined,
    record: () => ({ attempts: call.attempts, elapsedMs: Math.round(deadlineMs - call.left()) }),
    left: () => started + deadlineMs - performance.now(),
    run: (work, timeoutMs) => runUntil(ending.signal, work, timeoutMs, (reason, error) => toError(call, reason, error)),
    pause: (ms) =>
      call.run((end) => {
        return new Promise((resolve) => {
          const pausing = setTimeout(resolve, ms);
          end.addEventListener("abort", () => clearTimeout(pausing));
        });
      }),
    end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    },
  };
  return call;
}

async function runUntil<Result>(
  ending: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
  timeoutMs: number | undefined,
  explain: (reason: unknown, error: unknown) => Error,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => controller.abort(ending.reason);
  if (ending.aborted) throw explain(ending.reason, undefined);
  ending.addEventListener("abort", abort, { once: true });
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(timeout), timeoutMs);

  // A `fetch` of the caller's own may not look at the signal.
  const ended = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  try {
    return await Promise.race([work(signal), ended]);
  } catch (error) {
    throw explain(signal.reason, error);
  } finally {
    clearTimeout(timer);
    ending.removeEventListener("abort", abort);
  }
}

function toError(call: Call, reason: unknown, error: unknown): AnyIntegrationsApiError {
  const record = call.record();
  const failed = `${call.what} failed`;
  if (reason === deadline) return new DeadlineError(`${failed}: deadline reached`, record, call.lastError);
  if (reason === timeout) return new TimeoutError(`${failed}: timed out`, record, call.lastError);
  if (reason !== undefined) return new AbortError(`${failed}: aborted`, record, reason);
  return new NetworkError(`${failed}: connection failed`, record, error);
}
