import { finding, type Findings } from "../finding.ts";
import { keywordPair, type Schema, type SchemaPair, valuesAt } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";

const everyType = ["null", "boolean", "object", "array", "number", "string"];

/** The types that a schema accepts. OpenAPI 3.0's `nullable` counts as the type null. */
export function typesOf(schema: Schema): string[] {
  const listed = valuesAt(schema, "type").map((type): unknown[] => (Array.isArray(type) ? type : [type]));
  const lists = listed.map((list) => [...list, ...(valuesAt(schema, "nullable").includes(true) ? ["null"] : [])]);
  if (lists.length === 0) return typesOfValues(schema);

  const [first = [], ...others] = lists;
  const isIn = (type: unknown, list: unknown[]): boolean =>
    list.includes(type) || (type === "integer" && list.includes("number"));
  const wide =
    first.includes("number") && others.some((list) => list.includes("integer")) ? [...first, "integer"] : first;
  return wide.filter((type) => others.every((list) => isIn(type, list))).map(String);
}

/** Without a type, the listed values say which types there are. */
function typesOfValues(schema: Schema): string[] {
  const listed = [...valuesAt(schema, "enum").flat(), ...valuesAt(schema, "const")];
  return listed.length > 0 ? [...new Set(listed.map(typeOf))] : everyType;
}

export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

export function isCovered(type: string, types: string[]): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

export function* compareTypes(schemas: SchemaPair, { direction }: Context): Findings {
  const [base, revision] = [typesOf(schemas.base), typesOf(schemas.revision)];
  const removed = base.filter((type) => !isCovered(type, revision));
  const added = revision.filter((type) => !isCovered(type, base));
  if (removed.length === 0 && added.length === 0) return;

  const [was, is] = [labelOf(base), labelOf(revision)];
  const pair = keywordPair(schemas, schemas.base.has("type") || schemas.revision.has("type") ? "type" : "enum");
  const place = schemas.base.has("nullable") || schemas.revision.has("nullable") ? nullablePair(schemas, pair) : pair;
  if (removed.length > 0 && added.length > 0)
    yield finding("type-changed", place, `The type ${was} became ${is}`, direction);
  else if (removed.length > 0) yield finding("type-narrowed", place, labelOf(removed), direction);
  else yield finding("type-widened", place, labelOf(added), direction);
}

function nullablePair(schemas: SchemaPair, types: ReturnType<typeof keywordPair>): ReturnType<typeof keywordPair> {
  return JSON.stringify(types.base.value) === JSON.stringify(types.revision.value)
    ? keywordPair(schemas, "nullable")
    : types;
}

function labelOf(types: string[]): string {
  if (everyType.every((type) => types.includes(type))) return "any type";
  return types.map((type) => `\`${type}\``).join(" or ");
}
