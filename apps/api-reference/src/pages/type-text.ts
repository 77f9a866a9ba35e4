import { type Html, html } from "@integrations-api/scenarios/page";
import { asJson, type Json, referredName } from "../contract/follow.ts";

/** Says of which type a value is, with links to the schemas that have a name. */
export function typeText(schema: unknown): Html {
  const node = asJson(schema);
  const name = referredName(node);
  if (name !== undefined) return html`<a href="#${name}">${name}</a>`;

  const { type, const: only, enum: allowed, format, oneOf, anyOf, items, additionalProperties } = node;
  if (only !== undefined) return code([only]);
  if (Array.isArray(allowed)) return code(allowed);
  const members = oneOf ?? anyOf;
  if (Array.isArray(members)) return joined(members.map(typeText));
  const types = [type ?? []].flat().map(String);
  return joined(types.map((one) => ofType(one, { format, items, additionalProperties })));
}

function ofType(type: string, { format, items, additionalProperties }: Json): Html {
  if (type === "array" && items !== undefined) return html`list of ${typeText(items)}`;
  if (type === "object" && typeof additionalProperties === "object")
    return html`map of ${typeText(additionalProperties)}`;
  const isShown = type === "string" && typeof format === "string" && format !== "password";
  return isShown ? html`${format}` : html`${type}`;
}

function code(values: unknown[]): Html {
  return joined(values.map((value) => html`<code>${typeof value === "string" ? value : JSON.stringify(value)}</code>`));
}

/** Joins alternatives. */
export function joined(parts: Html[]): Html {
  if (parts.length === 0) return html`any`;
  return html`${parts.map((part, index) => (index === 0 ? part : html` or ${part}`))}`;
}
