import type { AnyIntegrationsApiError } from "./errors.ts";

const retriedStatuses = [408, 429, 500, 502, 503, 504];
const firstPauseMs = 500;
const longestPauseMs = 8000;
const longestRetryAfterMs = 60_000;

/** Milliseconds to wait before the next attempt, or nothing where there is to be none. */
export function pauseAfter(error: AnyIntegrationsApiError, attempt: number, leftMs: number): number | undefined {
  if (!isPassing(error)) return undefined;

  const backoffMs = Math.random() * Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs);
  const retryAfterMs = "retryAfter" in error && error.retryAfter !== undefined ? error.retryAfter * 1000 : undefined;
  if (retryAfterMs === undefined) return backoffMs;
  return retryAfterMs <= Math.min(longestRetryAfterMs, leftMs) ? retryAfterMs : undefined;
}

function isPassing(error: AnyIntegrationsApiError): boolean {
  if (error.name === "NetworkError" || error.name === "TimeoutError") return true;
  return "status" in error && retriedStatuses.includes(error.status);
}
