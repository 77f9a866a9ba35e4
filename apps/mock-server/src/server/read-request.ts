import type { IncomingMessage } from "node:http";
import { checkHeaders, plainError, type PlainPlan, readTarget } from "@integrations-api/scenarios";
import type { MockRequest } from "../plan/mock-request.ts";
import { mostBodyBytes, type ReceivedBody } from "./receive-body.ts";

/** Every word of the credentials in headers and query. Words of up to three characters are not secrets. */
export function readSecrets({ rawHeaders, url = "" }: IncomingMessage, credentialNames: Set<string>): string[] {
  const headers = rawHeaders.map((value, index): [name: string, value: string] => {
    return [index % 2 === 1 ? (rawHeaders[index - 1] ?? "") : "", value];
  });
  const query = readTarget(url)
    .search.split("&")
    .map((pair): [name: string, value: string] => [pair.split("=")[0] ?? "", pair.slice(pair.indexOf("=") + 1)]);
  const credentials = [...headers, ...query].filter(([name]) => credentialNames.has(name.toLowerCase()));
  return credentials
    .flatMap(([, value]) => value.split(/[\s,;="]+/))
    .filter((word) => word.length > 3 && !/^(?:bearer|basic)$/i.test(word));
}

const longestTarget = 8192;

/** What a request gets that the mock does not read to its end. */
export function refuseEarly(
  { url = "", headers }: IncomingMessage,
  { isTooLong }: ReceivedBody,
): PlainPlan | undefined {
  if (url.length > longestTarget) {
    const response = plainError(414, `The URL is longer than ${longestTarget} characters.`);
    return { kind: "plain", reason: "URL too long", response };
  }
  if (!/^100-continue$/i.test(headers.expect ?? "100-continue")) {
    const response = plainError(417, "The only expectation that is met is 100-continue.");
    return { kind: "plain", reason: "unknown expectation", response };
  }
  if (isTooLong) {
    const response = plainError(413, `The body is longer than ${mostBodyBytes} bytes.`);
    return { kind: "plain", reason: "body too long", response };
  }
  return undefined;
}

export function readRequest(request: IncomingMessage, body: string): MockRequest {
  const { method = "GET", headers } = request;
  const { path, search } = readTarget(request.url ?? "/");
  return {
    method,
    path,
    // A question mark at its start would be left out.
    query: new URLSearchParams(`?${search}`),
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      // A body that comes in chunks does not say how long it is.
      ...(body !== "" && { "content-length": String(Buffer.byteLength(body)) }),
    },
    body,
    failures: checkHeaders(request),
  };
}
