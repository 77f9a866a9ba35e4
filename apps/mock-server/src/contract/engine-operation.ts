import type { Failure } from "@integrations-api/scenarios";

/** An operation that can be asked about a request. */
export interface EngineOperation {
  method: string;
  /** As in the contract. */
  path: string;
  /** The statuses, ranges and `default` that it declares. */
  statuses: string[];
  /** What of a request breaks the contract, its credentials first. */
  check(request: EngineRequest): Violation[];
  /** What the contract declares for a request. */
  respond(request: EngineRequest, wanted: Wanted): EngineResponse;
}

export interface EngineRequest {
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** A JSON value, or the text of another media type. */
  body?: unknown;
}

export interface Violation extends Failure {
  /** 401 or 415, if the violation has a status of its own. */
  status?: number;
  /** What `www-authenticate` asks for. */
  challenges?: string[];
}

export interface Wanted {
  /** If there are any, the response is the error that the contract declares for them. */
  violations: Violation[];
  /** The media ranges that the request accepts. */
  accept: string;
  status?: number | undefined;
  /** The name of an example. */
  example?: string | undefined;
}

export type EngineResponse = DeclaredResponse | UndeclaredResponse;

export interface DeclaredResponse {
  kind: "declared";
  status: number;
  /** Without the media type. */
  headers: Record<string, string>;
  contentType?: string;
  body?: unknown;
}

/** The contract declares nothing that fits. */
export interface UndeclaredResponse {
  kind: "undeclared";
  status: number;
  message: string;
  headers: Record<string, string>;
}
