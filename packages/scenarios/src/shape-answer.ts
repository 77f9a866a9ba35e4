import type { CatalogueOperation, Scenario } from "./catalogue.ts";
import { applyPatch } from "./apply-patch.ts";
import { valueAt } from "./json-pointer.ts";

/** What goes over the wire. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Milliseconds to wait first. */
  delayMs: number;
  /** What happens instead of a whole answer: nothing is sent, or a part of the text. */
  breaks?: "reset" | "hang" | "truncated";
  /** What arrives of a truncated text. */
  arrives?: string;
}

/** Turns a scenario into the answer to a request: narrowed, late, patched or spoiled. */
export function shapeAnswer(operation: CatalogueOperation, scenario: Scenario, query: URLSearchParams): Answer {
  const { status, contentType, delayMs = 0, fault, patch = [] } = scenario;
  const narrowed = narrow(operation, scenario, query);
  const text = toText(patch.length === 0 ? narrowed : applyPatch(narrowed, patch), contentType);
  const headers = { ...scenario.headers, ...(contentType !== undefined && { "content-type": contentType }) };
  const answer = { status, headers, text, delayMs };

  switch (fault) {
    case undefined:
      return answer;
    case "html":
      return { ...answer, headers: { ...answer.headers, "content-type": "text/html" }, text: htmlOf(status) };
    case "broken-json":
      return { ...answer, text: half(text) };
    case "truncated":
      return { ...answer, breaks: fault, arrives: half(text) };
    default:
      return { ...answer, breaks: fault };
  }
}

function toText(body: unknown, contentType = ""): string {
  if (contentType === "" || body === undefined) return "";
  const isJson = /^(application|text)\/json\b|\+json\b/i.test(contentType);
  return typeof body === "string" && !isJson ? body : JSON.stringify(body);
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
    return applyPatch(narrowed, [{ op: "replace", path: narrows, value }]);
  }, body);
}

function htmlOf(status: number): string {
  return `<!doctype html><title>${status}</title><h1>${status}</h1><p>The gateway got no valid answer.</p>`;
}
