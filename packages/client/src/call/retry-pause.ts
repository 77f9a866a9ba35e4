import type { AnyIntegrationsApiError } from "../errors/errors.ts";
import { causesOf } from "../errors/plain-error.ts";
import type { Outcome } from "./outcome.ts";
import type { PreparedRequest } from "./prepare-request.ts";

const transientStatuses = [408, 429, 500, 502, 503, 504];
/** The codes of a connection that was never made, so the server cannot have received anything. */
const unconnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;
/** Errors of runtimes about redirects that cannot be followed and requests that are never sent. */
const hopeless =
  /^(redirect count|unexpected redirect|URL scheme|bad port|ERR_INVALID_URL|UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED)/;
/** The address in Node's message about a connection that could not be made. */
const address = /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|address:) (\S+?)(?:,|$)/;
const firstPauseMs = 500;
const longestPauseMs = 8000;
export const longestRetryAfterMs = 60_000;

/** Milliseconds before the next attempt: as the response says, or random. */
export function pauseAfter(error: AnyIntegrationsApiError | undefined, retries: number): number {
  if (error?.retryAfter !== undefined) return error.retryAfter * 1000;
  return Math.random() * Math.min(firstPauseMs * 2 ** retries, longestPauseMs);
}

/** Whether another attempt may succeed and does no harm if the server has processed this one. */
export function mayRepeat(outcome: Outcome, request: PreparedRequest): boolean {
  const { error } = outcome;
  const { name, status = 0, retryAfter } = error ?? {};
  const causes = error && name === "NetworkError" ? causesOf(error) : [];
  const isHopeless = causes.some(({ message, code = "" }) => hopeless.test(message) || hopeless.test(code));
  const isTransient = name === "NetworkError" || name === "TimeoutError" || transientStatuses.includes(status);
  if (!isTransient || isHopeless) return false;

  const isRefused = status === 408 || status === 429 || (status === 503 && retryAfter !== undefined);
  const isUnconnected = causes.some(({ code = "" }) => unconnected.test(code)) && causes.every(isTo(request.url));
  return maySendAgain(outcome, request, isRefused || isUnconnected);
}

/** Whether a request can be sent again without being processed twice. */
export function maySendAgain({ judged }: Outcome, request: PreparedRequest, isUnprocessed: boolean): boolean {
  const { init, isRepeatable } = request;
  // A stream is used up by the first attempt.
  if (Symbol.asyncIterator in Object(init.body) || "getReader" in Object(init.body)) return false;
  // All other methods are idempotent (RFC 9110 9.2.2).
  if (isRepeatable || !["POST", "PATCH"].includes(init.method)) return true;
  // If it was redirected, a server has already processed it.
  return isUnprocessed && !judged?.response.redirected;
}

/** Whether an error is about the address of the request, not about the target of a redirect. */
function isTo(url: string): (cause: Error) => boolean {
  const { hostname, port, protocol } = new URL(url);
  const end = `:${port || (protocol === "https:" ? 443 : 80)}`;
  return ({ message }) => {
    const [, named] = address.exec(message) ?? [];
    return named === undefined || named === hostname || named.endsWith(end);
  };
}
