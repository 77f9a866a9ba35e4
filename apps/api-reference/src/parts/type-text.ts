import { Html, html } from "@integrations-api/scenarios/page";
import { asJson, type Json, referredName } from "../contract/follow.ts";
import type { Reference } from "../contract/read-reference.ts";

/** Says of which type a value is, with links to the schemas that have a name. These are on the page that is given. */
export function typeText(schema: unknown, page = ""): Html {
  const node = asJson(schema);
  const name = referredName(node);
  if (name !== undefined) return html`<a href="${page}#${name}">${name}</a>`;

  const { type, const: only, enum: allowed, format, oneOf, anyOf, allOf, items, additionalProperties } = node;
  if (only !== undefined) return code([only]);
  if (Array.isArray(allowed)) return code(allowed);
  const members = [oneOf, anyOf].flatMap((some) => Object.values(asJson(some)));
  if (members.length > 0) return joined(members.map((member) => typeText(member, page)));
  if (Array.isArray(allOf) && type === undefined)
    return joined(
      allOf.map((part) => typeText(part, page)),
      "and",
    );
  const types = [type ?? []].flat().map(String);
  return joined(types.map((one) => ofType(one, { format, items, additionalProperties }, page)));
}

function ofType(type: string, { format, items, additionalProperties }: Json, page: string): Html {
  if (type === "array" && items !== undefined) return html`list of ${typeText(items, page)}`;
  if (type === "object" && typeof additionalProperties === "object")
    return html`map of ${typeText(additionalProperties, page)}`;
  const isShown = type === "string" && typeof format === "string" && format !== "password";
  return isShown ? html`${format}` : html`${type}`;
}

/** Says of which types a body is, each once. One without a name leads to its fields too. */
export function bodyText({ sections }: Reference, content: unknown, page = ""): Html {
  const texts = Object.values(asJson(content)).map((media) => {
    const { schema } = asJson(media);
    const own = sections.find((section) => section.schema === schema && section.fields.length > 0);
    const type = typeText(schema, page);
    return (own === undefined ? type : html`${type} (<a href="${page}#${own.anchor}">fields</a>)`).text;
  });
  return texts.length === 0 ? html`no body` : joined([...new Set(texts)].map((text) => new Html(text)));
}

function code(values: unknown[]): Html {
  return joined(values.map((value) => html`<code>${typeof value === "string" ? value : JSON.stringify(value)}</code>`));
}

/** Joins alternatives, or parts. */
export function joined(parts: Html[], word = "or"): Html {
  if (parts.length === 0) return html`any`;
  return html`${parts.map((part, index) => (index === 0 ? part : html` ${word} ${part}`))}`;
}
