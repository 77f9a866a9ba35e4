import type { AnyIntegrationsApiError } from "./errors.ts";

const retriedStatuses = [408, 429, 500, 502, 503, 504];
const firstPauseMs = 500;
const longestPauseMs = 8000;
export const longestRetryAfterMs = 60_000;

export interface Pause {
  ms: number;
  /** Longer than anybody waits, and so the end of the call. */
  isTooLong: boolean;
}

/** The pause before the next attempt: as long as the answer says, or else at random. */
export function pauseAfter(error: AnyIntegrationsApiError, attempt: number, leftMs: number): Pause {
  if ("retryAfter" in error && error.retryAfter !== undefined) {
    const ms = error.retryAfter * 1000;
    return { ms, isTooLong: ms > Math.min(longestRetryAfterMs, leftMs) };
  }
  return { ms: Math.random() * Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs), isTooLong: false };
}

/** Whether the next attempt may succeed. */
export function isPassing(error: AnyIntegrationsApiError): boolean {
  if (error.name === "NetworkError" || error.name === "TimeoutError") return true;
  return "status" in error && retriedStatuses.includes(error.status);
}
