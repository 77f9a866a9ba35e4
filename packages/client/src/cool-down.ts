import type { Call } from "./call.ts";
import { type AnyIntegrationsApiError, DeadlineError } from "./errors.ts";
import { longestRetryAfterMs } from "./retry-pause.ts";

/** Holds back every call of a client after a 429. */
export interface CoolDown {
  /** Begins, or goes on for longer. */
  start(ms: number, error: AnyIntegrationsApiError): void;
  /** Waits until a request may be sent. */
  wait(call: Call): Promise<void>;
}

/** How far apart two waiting calls are sent at the most, and how far the last, unless its deadline is nearer. */
const spreadMs = 50;
const mostSpreadMs = 1000;

export function createCoolDown(): CoolDown {
  let until = 0;
  let cause: AnyIntegrationsApiError | undefined;
  let waiting = 0;

  return {
    start(ms, error) {
      const end = performance.now() + ms;
      if (end < until) return;
      until = end;
      cause = error;
    },

    async wait(call) {
      waiting += 1;
      try {
        // Looks again after each pause, as another call may have met a 429 meanwhile.
        while (until > performance.now()) {
          const ms = until - performance.now();
          const leftMs = call.left();
          if (ms > Math.min(longestRetryAfterMs, leftMs)) {
            const reason = `${call.what} failed: rate limited for too long`;
            throw new DeadlineError(reason, call.record(), call.lastError ?? cause);
          }
          const spread = Math.min((waiting - 1) * spreadMs, mostSpreadMs, (leftMs - ms) / 2);
          await call.pause(ms + Math.random() * spread);
        }
      } finally {
        waiting -= 1;
      }
    },
  };
}
