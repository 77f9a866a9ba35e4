import { asJson, entries, followRef, type Json } from "../contract/follow-ref.ts";
import { ownValue } from "../contract/json-pointer.ts";

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
  const named = members.map(({ properties }) => ownValue(properties, name)).find((property) => property !== undefined);
  return named ?? members.map((member) => member["additionalProperties"]).find((rest) => typeof rest === "object");
}

/** The names of the properties that an object may have. */
export function propertyNames(root: Json, schema: unknown): string[] {
  return membersOf(root, schema).flatMap(({ properties }) => Object.keys(asJson(properties)));
}

/** A schema and everything it is combined of, each reference followed once. */
function membersOf(root: Json, schema: unknown, followed = new Set<unknown>()): Json[] {
  const { $ref: ref } = asJson(schema);
  if (followed.has(ref)) return [];
  if (ref !== undefined) followed.add(ref);

  const node = followRef(root, schema);
  const combined = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => entries(node[keyword]));
  return [node, ...combined.flatMap(([, member]) => membersOf(root, member, followed))];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
