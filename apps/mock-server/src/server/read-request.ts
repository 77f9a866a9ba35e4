import type { IncomingMessage } from "node:http";
import { type Failure, plainError, type PlainPlan } from "@integrations-api/scenarios";
import type { MockRequest } from "../plan/mock-request.ts";
import { mostBodyBytes, type ReceivedBody } from "./receive-body.ts";

export interface Target {
  /** That of an absolute target, or empty. */
  origin: string;
  path: string;
  search: string;
}

/** Splits a request target, which may be an absolute URL. Never throws. */
export function readTarget(target: string): Target {
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? "";
  const [withoutFragment = ""] = target.slice(origin.length).split("#");
  const mark = withoutFragment.indexOf("?");
  if (mark === -1) return { origin, path: withoutFragment || "/", search: "" };
  return { origin, path: withoutFragment.slice(0, mark) || "/", search: withoutFragment.slice(mark + 1) };
}

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
    failures: headerFailures(request),
  };
}

/** These decide the response, so two of them are ambiguous. */
const single = ["authorization", "host", "content-type"];

/** What HTTP forbids about the headers and Node's parser accepts. */
export function headerFailures({ rawHeaders, headers, httpVersion }: IncomingMessage): Failure[] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const repeated = single.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  const fault = (name: string, message: string): Failure => ({ in: "header", name, message });
  return [
    ...repeated.map((name) => fault(name, "must be given once")),
    ...(headers.host === undefined && httpVersion === "1.1" ? [fault("host", "must be given")] : []),
    ...(/[^\w.:[\]%~!$&'()*+,;=-]/.test(headers.host ?? "")
      ? [fault("host", "must be a name or an address, with or without a port")]
      : []),
  ];
}
