import { type Html, html } from "@integrations-api/scenarios/page";
import { asJson, type Json } from "../contract/follow.ts";

const words: Record<string, string> = {
  minimum: "at least",
  exclusiveMinimum: "more than",
  maximum: "at most",
  exclusiveMaximum: "less than",
  multipleOf: "a multiple of",
  minLength: "length at least",
  maxLength: "length at most",
  minItems: "number of entries at least",
  maxItems: "number of entries at most",
  minProperties: "number of keys at least",
  maxProperties: "number of keys at most",
  pattern: "matches",
  default: "default",
};

/** Says which values a schema allows beyond its type, and its default. */
export function limitsText(schema: unknown): Html[] {
  const node = asJson(schema);
  const limits = Object.entries(words).filter(([keyword]) => isShown(node, keyword));
  return limits.map(([keyword, word]) => {
    const value = node[keyword];
    return html`, ${word} <code>${typeof value === "string" ? value : JSON.stringify(value)}</code>`;
  });
}

/** The pattern of a constant only repeats it. */
function isShown(node: Json, keyword: string): boolean {
  return node[keyword] !== undefined && !(keyword === "pattern" && node["const"] !== undefined);
}

/** Marks what is about to go, or travels one way only. */
export function renderFlags(node: Json): Html[] {
  const flags = { deprecated: "deprecated", readOnly: "read-only", writeOnly: "write-only" };
  return Object.entries(flags)
    .filter(([keyword]) => node[keyword] === true)
    .map(([, text]) => html`<span class="mark">${text}</span>`);
}
