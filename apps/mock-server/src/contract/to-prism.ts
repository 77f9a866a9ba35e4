import type { IHttpRequest } from "@stoplight/prism-http";
import type { EngineRequest, Violation } from "./engine-operation.ts";
import type { Diagnostic } from "./from-prism.ts";
import type { Operation } from "./read-operations.ts";

/** The severity of what makes a request invalid; Prism also reports warnings. */
export const error = 0;

const mediaRange =
  /(?:^|,)\s*([\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(?:\s*;\s*[\w-]+=(?:[\w!#$&^.+*-]+|"[^",]*"))*)\s*(?=,|$)/g;

/** Leaves out what is not a media range, because Prism throws on it. */
export function toMediaRanges(accept: string): string[] {
  const ranges = [...accept.matchAll(mediaRange)].map(([, range = ""]) => range);
  return ranges.length === 0 ? ["none/none"] : ranges;
}

/** A request as Prism reads it. */
export function toPrismRequest({ method }: Operation, { path, query, headers, body }: EngineRequest): IHttpRequest {
  // Prism throws on an invalid content type, even if there is no content.
  const { "content-type": _, ...withoutType } = headers;
  const url = { path: wellEncoded(path), query: groupByName(query) };
  return { method: toMethod(method), url, headers: body === undefined ? withoutType : headers, body };
}

export function toMethod(method: string): IHttpRequest["method"] {
  // Prism's type has the methods that OpenAPI knows. It finds no operation for another one.
  return method.toLowerCase() as IHttpRequest["method"];
}

/** Takes the percent signs of a path with broken encoding as text, because such a path ends Prism's process. */
export function wellEncoded(path: string): string {
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return path.replaceAll("%", "%25");
  }
}

function groupByName(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const [first = "", ...more] = query.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** A violation as Prism reports it. */
export function toDiagnostic({ in: place, name, message, status, challenges }: Violation): Diagnostic {
  const found = { severity: error, code: status ?? "invalid", path: [place, name], message };
  return challenges ? { ...found, tags: challenges } : found;
}
