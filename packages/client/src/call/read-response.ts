import { AbortError, ArgumentError } from "../errors/errors.ts";
import { reasonOf, toPlainError } from "../errors/plain-error.ts";
import { check } from "../options/check-value.ts";
import type { Call } from "./call.ts";
import type { PreparedRequest } from "./prepare-request.ts";

/** A response whose body has been read as requested. */
export interface ReceivedResponse {
  response: Response;
  ok: boolean;
  /** The body of an error, or of a success read as JSON; empty if it could not be read. */
  text: string;
  /** The body of a success read as anything else. */
  data?: unknown;
}

/** Sends a request once, and reads the response within the same time limit. */
export async function readResponse(call: Call, request: PreparedRequest, token: string): Promise<ReceivedResponse> {
  let head: Response | undefined;
  const disconnect = (thrown: unknown): never => {
    throw call.disconnect(thrown);
  };
  try {
    return await call.run(async (signal) => {
      const sending = callFetch(call, request, { token, signal });
      head = checkResponse(await Promise.resolve(sending).catch(disconnect));
      return await readBody(head, request).catch(disconnect);
    }, request.settings.timeoutMs);
  } catch (error) {
    // The status of a failure counts, even if its body cannot be read.
    if (!head || isOk(head) || error instanceof AbortError) throw error;
    return { response: head, ok: false, text: "" };
  }
}

interface Sending {
  token: string;
  signal: AbortSignal;
}

function callFetch(call: Call, { url, init, settings }: PreparedRequest, { token, signal }: Sending): unknown {
  // Called without a receiver, because a browser's `fetch` rejects any other `this`.
  const { fetch } = settings;
  try {
    return fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` }, signal });
  } catch (thrown) {
    const cause = toPlainError(thrown, call.redact.text);
    throw new ArgumentError(`fetch threw: ${reasonOf(cause)}. Pass a function that returns a promise.`, cause);
  }
}

/** Accepts any implementation's Response, because a package's own is not an instance of the global one. */
function checkResponse(value: unknown): Response {
  const { status, headers, text, type, bodyUsed } = Object(value);
  const isResponse = Number.isInteger(status) && headers?.forEach && text && !bodyUsed;
  check("The result of fetch", value, isResponse, "Resolve to a Response whose body has not been read.");
  // The result of `Response.error()`: a failed connection in the shape of a response.
  if (type === "error") throw new TypeError("network error");
  return value as Response;
}

async function readBody(response: Response, { parseAs }: PreparedRequest): Promise<ReceivedResponse> {
  const ok = isOk(response);
  if (!ok || parseAs === "json") return { response, ok, text: await response.text() };
  return { response, ok, text: "", data: parseAs === "stream" ? response.body : await response[parseAs]() };
}

function isOk({ status }: Response): boolean {
  return status >= 200 && status < 300;
}
