import { type Failure, messageOf } from "./check-request.ts";

/** A response that follows from HTTP alone. */
export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
}

const names: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  413: "Content Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  417: "Expectation Failed",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** An error in the shape of the contract's error body. */
export function plainError(status: number, message: string, headers: Record<string, string> = {}): PlainResponse {
  return toResponse(status, { message }, headers);
}

/** The 400 of a request with these failures, which lists them. */
export function plainFailures(failures: Failure[]): PlainResponse {
  return toResponse(400, { message: messageOf(failures), details: { failures } });
}

function toResponse(status: number, more: object, headers: Record<string, string> = {}): PlainResponse {
  const text = JSON.stringify({ statusCode: status, error: names[status], ...more });
  return { status, headers: { "content-type": "application/json", ...headers }, text };
}
