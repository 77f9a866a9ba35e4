import { type AnyIntegrationsApiError, DeadlineError } from "../errors/errors.ts";
import type { Call } from "./call.ts";
import { longestRetryAfterMs } from "./retry-pause.ts";

/** Holds back all requests with a token after it got a 429. */
export interface Holds {
  /** Starts or extends a hold, up to `longestRetryAfterMs`. */
  start(token: string, ms: number, error: AnyIntegrationsApiError): void;
  /** Milliseconds until requests with the token may be sent. */
  left(token: string): number;
  /** Waits until a request may be sent. Resolves to a function to call when that request is done. */
  wait(token: string, call: Call): Promise<() => void>;
}

interface Hold {
  until: number;
  /** Whether the server asked for longer. Then a single request checks whether the limit is lifted. */
  isCapped: boolean;
  cause: AnyIntegrationsApiError;
  waiting: number;
  /** Settles when that request is done. */
  probe?: Promise<void>;
}

/** The maximum delay between two waiting calls, and of the last one, unless its deadline is nearer. */
const spreadMs = 50;
const mostSpreadMs = 1000;
/** How long a capped hold is kept if no request checks it. */
const longestUntriedMs = 3_600_000;

export function createHolds(): Holds {
  const holds = new Map<string, Hold>();
  const left = (token: string): number => Math.max(0, (holds.get(token)?.until ?? 0) - performance.now());

  return {
    left,
    start(token, ms, cause) {
      for (const [other, hold] of holds) if (isForgotten(hold)) holds.delete(other);
      const until = performance.now() + Math.min(ms, longestRetryAfterMs);
      const running = holds.get(token);
      if (running && !running.probe && running.until > until) return;
      holds.set(token, { until, isCapped: ms > longestRetryAfterMs, cause, waiting: 0 });
    },

    async wait(token, call) {
      // Checks again after each pause, because another call may have got a 429 in the meantime.
      for (let hold = holds.get(token); hold; hold = holds.get(token)) {
        const ended = hold;
        await waitFor(ended, call, left(token));
        if (holds.get(token) !== ended || ended.probe) continue;
        // Its timer has fired, so the hold is over, whatever the clock says.
        if (ended.isCapped) return startProbe(ended, () => void (holds.get(token) === ended && holds.delete(token)));
        holds.delete(token);
      }
      return () => undefined;
    },
  };
}

/** Whether a hold is no longer needed. A capped one is kept longer, until a request has checked it. */
function isForgotten({ until, isCapped }: Hold): boolean {
  return until + (isCapped ? longestUntriedMs : 0) < performance.now();
}

async function waitFor(hold: Hold, call: Call, leftMs: number): Promise<void> {
  if (!hold.probe && leftMs >= call.left()) throw heldBack(call, leftMs, hold.cause);
  hold.waiting += 1;
  try {
    if (hold.probe) await call.run(() => hold.probe!);
    const ms = hold.probe ? 0 : leftMs;
    const spread = Math.min((hold.waiting - 1) * spreadMs, mostSpreadMs, (call.left() - ms) / 2);
    await call.pause(ms + Math.random() * spread);
  } finally {
    hold.waiting -= 1;
  }
}

function startProbe(hold: Hold, drop: () => void): () => void {
  let settle: () => void;
  hold.probe = new Promise((resolve) => (settle = resolve));
  return () => {
    drop();
    settle();
  };
}

/** The error for a call that a 429 holds back beyond its deadline. */
export function heldBack(call: Call, ms: number, cause: AnyIntegrationsApiError): AnyIntegrationsApiError {
  const retryAfter = Math.ceil(ms / 1000);
  const why = `rate limited for another ${retryAfter} s`;
  return new DeadlineError(call.failed() + why, { ...call.record(), retryAfter }, call.lastError ?? cause);
}
