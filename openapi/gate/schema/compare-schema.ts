import type { Pair, Place } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import { compareArray } from "./compare-array.ts";
import { compareBounds } from "./compare-bounds.ts";
import { compareConditions } from "./compare-conditions.ts";
import { compareConstraints } from "./compare-constraints.ts";
import { compareObject } from "./compare-object.ts";
import { compareTypes } from "./compare-types.ts";
import { compareUnion, unwrapUnion } from "./compare-union.ts";
import { compareValues } from "./compare-values.ts";
import { expandSchema, keywordPair, never, type SchemaPair } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";

const parts = [
  compareTypes,
  compareValues,
  compareBounds,
  compareConstraints,
  compareObject,
  compareArray,
  compareUnion,
  compareConditions,
];

/** Compares the schemas at one place. */
export function compareSchema({ base, revision }: Pair, context: Context): Findings {
  const given = ({ value }: Place): boolean => value !== undefined;
  return compareSchemas([base].filter(given), [revision].filter(given), { base, revision }, context);
}

/** Compares schemas of which several may apply together. An absent one accepts every value. */
export function* compareSchemas(base: Place[], revision: Place[], at: Pair, context: Context): Findings {
  const { visits, direction } = context;
  if (base.length + revision.length === 0) return;
  if (base[0] && revision[0]) visits.use({ base: base[0], revision: revision[0] }, direction);
  const keys = [base, revision].map((places) => places.map(({ pointer, value }) => pointer + typeLabel(value)).join());
  if (!visits.isFirst(["schema", direction, ...keys].join("\n"))) return;

  const onPlace = (place: Place): void => visits.mark(place, direction);
  const schemas = { base: expandSchema(base, onPlace), revision: expandSchema(revision, onPlace), at };
  if (schemas.base.has(never) || schemas.revision.has(never)) return yield* compareNever(schemas, context);

  const unwrapped = unwrapUnion(schemas, base, revision);
  if (unwrapped) yield* compareUnion(schemas, context, unwrapped);
  else for (const compare of parts) yield* compare(schemas, context);
  yield* compareAnnotations(schemas, context);
}

/** A place may be compared once as a whole, and once for each of its types. */
function typeLabel(value: unknown): string {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "type"
    ? JSON.stringify(value)
    : "";
}

function* compareNever(schemas: SchemaPair, { direction }: Context): Findings {
  const [was, is] = [schemas.base.has(never), schemas.revision.has(never)];
  if (was === is) return;
  const what = `A value at \`${schemas.at.base.pointer.split("/").at(-1)}\``;
  const pair = { base: schemas.at.base, revision: schemas.at.revision };
  yield finding(
    is ? "schema-closed" : "schema-opened",
    is ? { ...pair, revision: keywordPair(schemas, never).revision } : pair,
    what,
    direction,
  );
}
