import { asJson, entries, type Json, targetOf } from "./follow-ref.ts";
import { ownValue } from "./json-pointer.ts";

/** The types that a schema allows, judged by its values and keywords if it does not name any. */
export function typesOf(root: Json, schema: unknown): string[] {
  return membersOf(root, schema).flatMap(({ type, const: only, enum: allowed, properties, items }) => {
    if (type !== undefined) return [type].flat().map(String);
    const values = [only === undefined ? [] : [only], allowed ?? []].flat();
    return [...values.map(typeOf), ...(properties ? ["object"] : []), ...(items === undefined ? [] : ["array"])];
  });
}

/** The schema of the items of a list. */
export function itemsOf(root: Json, schema: unknown): unknown {
  return eitherOf(membersOf(root, schema).map(({ items }) => items));
}

/** The schema of a property of an object, also of one without a name of its own. */
export function propertyOf(root: Json, schema: unknown, name: string): unknown {
  const members = membersOf(root, schema);
  const named = eitherOf(members.map(({ properties }) => ownValue(properties, name)));
  return (
    named ?? eitherOf(members.map(({ additionalProperties: rest }) => (typeof rest === "object" ? rest : undefined)))
  );
}

/** The names of the properties that an object may have. */
export function propertyNames(root: Json, schema: unknown): string[] {
  return membersOf(root, schema).flatMap(({ properties }) => Object.keys(asJson(properties)));
}

/** Whether an object may have properties of any name. */
export function isOpen(root: Json, schema: unknown): boolean {
  const members = membersOf(root, schema);
  const rests = members.map(({ additionalProperties: rest }) => rest).filter((rest) => rest !== undefined);
  return rests.length === 0 ? members.every(({ properties }) => properties === undefined) : !rests.includes(false);
}

/** Whether a value is only in responses. */
export function isReadOnly(root: Json, schema: unknown): boolean {
  return membersOf(root, schema).some(({ readOnly }) => readOnly === true);
}

/** A schema and everything it is combined of, each reference followed once. */
export function membersOf(root: Json, schema: unknown, followed = new Set<unknown>()): Json[] {
  const node = asJson(schema);
  const { $ref: ref } = node;
  const target = followed.has(ref) ? undefined : targetOf(root, ref);
  if (ref !== undefined) followed.add(ref);

  const combined = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => entries(node[keyword]));
  const parts = [...(target === undefined ? [] : [target]), ...combined.map(([, member]) => member)];
  return [node, ...parts.flatMap((part) => membersOf(root, part, followed))];
}

function eitherOf(schemas: unknown[]): unknown {
  const [first, ...others] = schemas.filter((schema) => schema !== undefined);
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
