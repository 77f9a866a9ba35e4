import type { Call } from "./call.ts";
import { type AnyIntegrationsApiError, DeadlineError } from "./errors.ts";

/** Holds back every call of a client after a 429. */
export interface CoolDown {
  /** Begins, or goes on for longer. */
  start(ms: number, error: AnyIntegrationsApiError): void;
  /** Waits until a request may be sent. */
  wait(call: Call): Promise<void>;
}

/** How far apart two waiting calls are sent, on average, and how far the last at the most. */
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
        for (let ms = until - performance.now(); ms > 0; ms = until - performance.now()) {
          if (ms > call.left()) {
            const reason = `${call.what} failed: rate limited beyond the deadline`;
            throw new DeadlineError(reason, call.record(), call.lastError ?? cause);
          }
          const spread = Math.min((waiting - 1) * spreadMs, mostSpreadMs);
          await call.pause(ms + Math.random() * spread);
        }
      } finally {
        waiting -= 1;
      }
    },
  };
}
