import type { ErrorBody } from "../generated/contract.ts";

/** How a call went before it failed. */
export interface CallRecord {
  /** The number of requests sent. */
  attempts: number;
  /** Milliseconds from the start of the call to its end, pauses included. */
  elapsedMs: number;
}

/** What is known about a response. */
export interface ResponseRecord extends CallRecord {
  /** The HTTP status. */
  status: number;
  /** The parsed error body, if there was one. */
  body: ErrorBody | undefined;
  /** Identifies the request to the vendor: `x-request-id`, or else `cf-ray`. */
  requestId: string | undefined;
  /** Seconds to wait before the next request, if the response says so. */
  retryAfter: number | undefined;
}
