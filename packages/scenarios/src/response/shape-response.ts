import type { CatalogueOperation, Change, Scenario } from "../contract/catalogue.ts";
import { valueAt } from "../contract/json-pointer.ts";
import { isJson } from "../contract/media-type.ts";
import { type Failure, messageOf } from "../request/check-request.ts";
import type { PlainResponse } from "../request/plain-response.ts";
import { applyPatch } from "./apply-patch.ts";

/** A response as it goes over the wire. */
export interface ShapedResponse extends PlainResponse {
  /** Milliseconds to wait first. */
  delayMs: number;
  /** What happens instead of a whole response: nothing is sent, or a part of the text. */
  breaks?: "reset" | "hang" | "truncated";
  /** What arrives of a truncated text. */
  arrives?: string;
}

/** What of a request shapes the response to it. */
export interface ShapingRequest {
  query: URLSearchParams;
  /** What is wrong about it. The body of the response names it, if the example has a place for that. */
  failures?: Failure[] | undefined;
}

/** Turns a scenario into the response to a request: narrowed, late, patched or spoiled. */
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

/** An example shows where its contract has room for a message and for details. */
function withFailures(body: unknown, failures: Failure[]): unknown {
  const hasMessage = typeof valueAt(body, "/message") === "string";
  const hasDetails = Array.isArray(valueAt(body, "/details/failures"));
  const changes: Change[] = [
    ...(hasMessage ? [replaced("/message", messageOf(failures))] : []),
    ...(hasDetails ? [replaced("/details/failures", failures)] : []),
  ];
  return changes.length === 0 ? body : applyPatch(body, changes);
}

function replaced(path: string, value: unknown): Change {
  return { op: "replace", path, value };
}

function toText(body: unknown, contentType = ""): string {
  if (contentType === "" || body === undefined) return "";
  return typeof body === "string" && !isJson(contentType) ? body : JSON.stringify(body);
}

/** The first half of a text: where a connection or a body breaks off. */
function half(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

function narrow({ parameters }: CatalogueOperation, { status, body }: Scenario, query: URLSearchParams): unknown {
  if (status >= 300) return body;

  return parameters.reduce((narrowed, { name, narrows }) => {
    const asked = query.get(name)?.toLowerCase();
    const all = narrows === undefined ? undefined : valueAt(narrowed, narrows);
    if (narrows === undefined || asked === undefined || !Array.isArray(all)) return narrowed;
    const value = all.filter((entry) => String(entry).toLowerCase() === asked);
    return applyPatch(narrowed, [replaced(narrows, value)]);
  }, body);
}

function htmlOf(status: number): string {
  return `<!doctype html><title>${status}</title><h1>${status}</h1><p>The gateway got no valid answer.</p>`;
}
