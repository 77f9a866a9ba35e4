import type { AnyIntegrationsApiError } from "../errors/errors.ts";
import { causesOf } from "../errors/plain-error.ts";
import type { PreparedRequest } from "./prepare-request.ts";

const transientStatuses = [408, 429, 500, 502, 503, 504];
/** The codes of a connection that was never made, so nothing can have reached the server. */
const unconnected = / (ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;
/** What runtimes say of a redirect that cannot be followed, and of an address that is never connected to. */
const hopeless = /redirect|URL scheme|ERR_INVALID_URL|bad port/i;
const firstPauseMs = 500;
const longestPauseMs = 8000;
export const longestRetryAfterMs = 60_000;

/** Milliseconds before the next attempt: as many as the response says, or else random. */
export function pauseAfter(error: AnyIntegrationsApiError | undefined, retries: number): number {
  if (error?.retryAfter !== undefined) return error.retryAfter * 1000;
  return Math.random() * Math.min(firstPauseMs * 2 ** retries, longestPauseMs);
}

/** Whether another attempt may succeed, and does no harm if the server has processed this one. */
export function mayRepeat(error: AnyIntegrationsApiError, { init, isRepeatable }: PreparedRequest): boolean {
  const { name, status = 0, retryAfter } = error;
  const isNetworkError = name === "NetworkError";
  const causes = isNetworkError ? causesOf(error).map(({ message, code }) => `${message} ${code}`) : [];
  const isTransient = isNetworkError || name === "TimeoutError" || transientStatuses.includes(status);
  if (!isTransient || isOneShot(init.body) || causes.some((cause) => hopeless.test(cause))) return false;

  // All other methods are idempotent (RFC 9110 9.2.2).
  if (isRepeatable || !/^(POST|PATCH)$/.test(init.method)) return true;
  // The server has certainly not processed the request.
  const isRefused = status === 408 || status === 429 || (status === 503 && retryAfter !== undefined);
  return isRefused || causes.some((cause) => unconnected.test(cause));
}

/** A stream is used up by the first attempt. */
export function isOneShot(body: unknown): boolean {
  return Symbol.asyncIterator in Object(body) || "getReader" in Object(body);
}
