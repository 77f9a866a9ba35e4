import { asJson, entries, followRef, type Json } from "../contract/follow-ref.ts";

/** The types that a schema allows, judged by its values if it does not name any. */
export function typesOf(root: Json, schema: unknown): string[] {
  return membersOf(root, schema).flatMap(({ type, const: only, enum: allowed }) =>
    type === undefined
      ? [only === undefined ? [] : [only], allowed ?? []].flat().map(typeOf)
      : [type].flat().map(String),
  );
}

/** The schema of the items of a list. */
export function itemsOf(root: Json, schema: unknown): unknown {
  return membersOf(root, schema)
    .map(({ items }) => items)
    .find((items) => items !== undefined);
}

/** The schema of a property of an object, also of one without a name of its own. */
export function propertyOf(root: Json, schema: unknown, name: string): unknown {
  const members = membersOf(root, schema);
  const named = members.map(({ properties }) => asJson(properties)[name]).find((property) => property !== undefined);
  return named ?? members.map((member) => member["additionalProperties"]).find((rest) => typeof rest === "object");
}

/** The names of the properties that an object may have. */
export function propertyNames(root: Json, schema: unknown): string[] {
  return membersOf(root, schema).flatMap(({ properties }) => Object.keys(asJson(properties)));
}

const deepest = 8;

/** A schema and all that it is combined of, references followed. A schema that contains itself is followed for a while. */
function membersOf(root: Json, schema: unknown, depth = 0): Json[] {
  const node = followRef(root, schema);
  const combined = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => entries(node[keyword]));
  if (depth === deepest) return [node];
  return [node, ...combined.flatMap(([, member]) => membersOf(root, member, depth + 1))];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
