import { isDeepStrictEqual } from "node:util";
import { finding, type Findings } from "../finding.ts";
import { isCovered, typeOf, typesOf } from "./compare-types.ts";
import { keywordPair, type Schema, type SchemaPair, valuesAt } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";

/** The values that `enum` and `const` allow, or `undefined` if they do not restrict them. */
export function valuesOf(schema: Schema): unknown[] | undefined {
  const types = typesOf(schema);
  if (types.length === 1 && types[0] === "null") return [null];

  const lists = [
    ...valuesAt(schema, "enum").filter((list): list is unknown[] => Array.isArray(list)),
    ...valuesAt(schema, "const").map((value) => [value]),
  ];
  const [first, ...others] = lists;
  return first?.filter((value) => isOfType(value, types) && others.every((list) => hasValue(list, value)));
}

function isOfType(value: unknown, types: string[]): boolean {
  return isCovered(typeOf(value), types) || (Number.isInteger(value) && types.includes("integer"));
}

function hasValue(list: unknown[], value: unknown): boolean {
  return list.some((other) => isDeepStrictEqual(other, value));
}

export function* compareValues(schemas: SchemaPair, { direction }: Context): Findings {
  const [base, revision] = [valuesOf(schemas.base), valuesOf(schemas.revision)];
  const pair = keywordPair(schemas, schemas.base.has("const") || schemas.revision.has("const") ? "const" : "enum");
  if (!base || !revision) {
    // A type that allows one value only is not an enum.
    if (base && schemas.base.has("enum") !== schemas.base.has("const"))
      yield finding("enum-removed", pair, labelOf(base), direction);
    if (revision && schemas.revision.has("enum") !== schemas.revision.has("const"))
      yield finding("enum-added", pair, labelOf(revision), direction);
    return;
  }

  const removed = base.filter((value) => !hasValue(revision, value));
  const added = revision.filter((value) => !hasValue(base, value));
  if (added.length > 0 && removed.length === base.length) {
    return yield finding("values-replaced", pair, `${labelOf(base)} became ${labelOf(revision)}`, direction);
  }
  for (const value of removed) yield finding("enum-value-removed", pair, labelOf([value]), direction);
  for (const value of added) {
    // Null is less expected than a further value.
    const rule = value === null ? "type-widened" : "enum-value-added";
    yield finding(rule, pair, labelOf([value]), direction);
  }
}

function labelOf(values: unknown[]): string {
  return values.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
}
