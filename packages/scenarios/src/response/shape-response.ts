import type { CatalogueOperation, Change, Scenario } from "../contract/catalogue.ts";
import { valueAt } from "../contract/json-pointer.ts";
import { isJson, isXml } from "../contract/media-type.ts";
import { type Failure, messageOf } from "../request/check-request.ts";
import type { PlainResponse } from "../request/plain-response.ts";
import { applyPatch } from "./apply-patch.ts";
import { toXml } from "./to-xml.ts";

/** A response as it goes over the wire. */
export interface ShapedResponse extends PlainResponse {
  /** Milliseconds to wait before the response. */
  delayMs: number;
  /** How the response breaks: nothing is sent, or only part of the text. */
  breaks?: "reset" | "hang" | "truncated";
  /** The part of a truncated text that arrives. */
  arrives?: string;
}

/** The parts of a request that shape the response. */
export interface ShapingRequest {
  query: URLSearchParams;
  /** The request's violations. The response body lists them if the example has a place for that. */
  failures?: Failure[] | undefined;
}

/** Turns a scenario into the response to a request: narrowed, delayed, patched or with a fault. */
export function shapeResponse(
  operation: CatalogueOperation,
  scenario: Scenario,
  { query, failures = [] }: ShapingRequest,
): ShapedResponse {
  const { status, contentType, delayMs = 0, fault, patch = [] } = scenario;
  const body = failures.length > 0 ? withFailures(scenario.body, failures) : narrow(operation, scenario, query);
  const text = toText(patch.length === 0 ? body : applyPatch(body, patch), contentType);
  const headers = { ...scenario.headers, ...(contentType !== undefined && { "content-type": contentType }) };
  const response = { status, headers, text, delayMs };

  switch (fault) {
    case undefined:
      return response;
    case "html":
      return { ...response, headers: { ...headers, "content-type": "text/html" }, text: htmlOf(status) };
    case "broken-json":
      return { ...response, text: half(text) };
    case "truncated":
      return { ...response, breaks: fault, arrives: half(text) };
    default:
      return { ...response, breaks: fault };
  }
}

/** Lists the failures in an error body whose example has a list of them; any other body stays as it is. */
function withFailures(body: unknown, failures: Failure[]): unknown {
  if (!Array.isArray(valueAt(body, "/details/failures"))) return body;
  const hasMessage = typeof valueAt(body, "/message") === "string";
  return applyPatch(body, [
    replaced("/details/failures", failures),
    ...(hasMessage ? [replaced("/message", messageOf(failures))] : []),
  ]);
}

function replaced(path: string, value: unknown): Change {
  return { op: "replace", path, value };
}

/** A body as text: JSON, XML, or a string as it is if the media type is neither. */
export function toText(body: unknown, contentType = ""): string {
  if (contentType === "" || body === undefined) return "";
  if (typeof body === "string" && !isJson(contentType)) return body;
  return isXml(contentType) ? toXml("xml", body) : toJson(body);
}

const texts = new WeakMap<object, string>();

/** Shares the text of an example, which does not change. A body that is shaped for a request is a copy. */
function toJson(body: unknown): string {
  if (typeof body !== "object" || body === null) return JSON.stringify(body);
  const text = texts.get(body) ?? JSON.stringify(body);
  texts.set(body, text);
  return text;
}

/** The first half of a text, after which a connection or a body is cut off. */
function half(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

function narrow({ parameters }: CatalogueOperation, { status, body }: Scenario, query: URLSearchParams): unknown {
  if (status >= 300) return body;

  return parameters.reduce((narrowed, { name, narrows }) => {
    const requested = query.get(name)?.toLowerCase();
    const all = narrows === undefined ? undefined : valueAt(narrowed, narrows);
    if (narrows === undefined || requested === undefined || !Array.isArray(all)) return narrowed;
    const value = all.filter((entry) => String(entry).toLowerCase() === requested);
    return applyPatch(narrowed, [replaced(narrows, value)]);
  }, body);
}

function htmlOf(status: number): string {
  return `<!doctype html><title>${status}</title><h1>${status}</h1><p>The gateway did not get a valid response.</p>`;
}
