import type { IncomingMessage } from "node:http";
import type { Failure } from "@integrations-api/scenarios";
import type { MockRequest } from "./plan-answer.ts";

export interface Target {
  /** That of an absolute target, or empty. */
  origin: string;
  path: string;
  search: string;
}

/** Splits a request target, absolute form included, without ever throwing. */
export function readTarget(target: string): Target {
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? "";
  const [withoutFragment = ""] = target.slice(origin.length).split("#");
  const mark = withoutFragment.indexOf("?");
  if (mark === -1) return { origin, path: withoutFragment || "/", search: "" };
  return { origin, path: withoutFragment.slice(0, mark) || "/", search: withoutFragment.slice(mark + 1) };
}

/** Every word of the headers that carry credentials, in whatever form they came; short ones say nothing. */
export function readSecrets({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.flatMap((value, index) => {
    const isSecret = index % 2 === 1 && /^(proxy-)?authorization$|^cookie$/i.test(rawHeaders[index - 1] ?? "");
    return isSecret ? value.split(/[\s,;="]+/).filter((word) => word.length > 3 && !/^bearer$/i.test(word)) : [];
  });
}

export function readRequest(request: IncomingMessage, knownParameters: Set<string>): MockRequest {
  const { method = "GET", headers } = request;
  const { path, search } = readTarget(request.url ?? "/");
  return {
    method,
    path,
    query: new URLSearchParams(search),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    parameters: knownHeaders(request, knownParameters),
    accept: headers.accept ?? "*/*",
    prefer: [headers["prefer"] ?? []].flat().join(", "),
    brokenHeaders: brokenHeaders(request),
  };
}

/** The headers that the contract has a parameter for, in small letters. */
function knownHeaders({ headers }: IncomingMessage, knownParameters: Set<string>): Record<string, string> {
  const known = [...knownParameters].map((name) => name.toLowerCase());
  return Object.fromEntries(
    known.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}

/** These decide the answer, so that two of them leave open which is meant. */
const single = ["authorization", "host", "content-type"];

/** What HTTP itself forbids about the headers, and its parser lets pass. */
function brokenHeaders({ rawHeaders, headers, httpVersion }: IncomingMessage): Failure[] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const repeated = single.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return [
    ...repeated.map((name) => ({ in: "header", name, message: "must be given once" })),
    ...(headers.host === undefined && httpVersion === "1.1"
      ? [{ in: "header", name: "host", message: "must be given" }]
      : []),
    ...(/[^\w.:[\]%~!$&'()*+,;=-]/.test(headers.host ?? "")
      ? [{ in: "header", name: "host", message: "must be a name or an address, with or without a port" }]
      : []),
  ];
}
