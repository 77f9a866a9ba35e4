import type { Failure } from "@integrations-api/scenarios";

/** What of a request decides its response. */
export interface MockRequest {
  method: string;
  /** Still percent-encoded. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Empty if there is none. */
  body: string;
  /** What HTTP itself forbids about the request. */
  failures: Failure[];
}
