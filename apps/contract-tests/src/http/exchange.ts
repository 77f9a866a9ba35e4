import type { Operation } from "../contract/read-contract.ts";
import type { Purpose } from "./purpose.ts";

export interface SentRequest {
  method: string;
  /** The path below the server's URL and the query, as they are sent. */
  target: string;
  headers: Record<string, string>;
  body?: string;
}

export interface ReceivedResponse {
  status: number;
  /** Names in lower case, each as often as it was received. */
  headers: [name: string, value: string][];
  /** Without its content encoding. */
  body: Uint8Array;
  /** Why the response is not complete, if it is not. */
  fault?: string;
}

/** A request and its response. */
export interface Exchange {
  operation: Operation;
  /** Why the request was sent, which decides what its response must be. */
  purpose: Purpose;
  request: SentRequest;
  /** Missing if nothing was received. */
  response?: ReceivedResponse;
  /** Why there is no response, and the code of the error. */
  failure?: string;
  code?: string;
  startedAt: Date;
  ms: number;
}

/** The value of a header; several are joined as in RFC 9110, section 5.3. */
export function headerOf({ headers }: ReceivedResponse, name: string): string | undefined {
  const values = headers.filter(([key]) => key === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}
