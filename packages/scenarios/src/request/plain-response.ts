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
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
};

/** An error that the contract does not declare, in the shape of its error body. */
export function plainError(status: number, message: string, headers: Record<string, string> = {}): PlainResponse {
  const text = JSON.stringify({ statusCode: status, error: names[status], message });
  return { status, headers: { "content-type": "application/json", ...headers }, text };
}
