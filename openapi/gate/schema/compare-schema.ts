import type { Pair, Place } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { applicableKeywords } from "./applicable-keywords.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import { compareArray } from "./compare-array.ts";
import { compareBounds } from "./compare-bounds.ts";
import { compareConditions } from "./compare-conditions.ts";
import { compareConstraints } from "./compare-constraints.ts";
import { compareObject } from "./compare-object.ts";
import { compareTypes } from "./compare-types.ts";
import { compareUnion, unwrapUnion } from "./compare-union.ts";
import { compareValues } from "./compare-values.ts";
import { expandSchema, keyOf, keywordPair, never, type Schema, type SchemaPair } from "./expand-schema.ts";
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
  compareAnnotations,
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
  if (!visits.isFirst(["schema", direction, keyOf(base), keyOf(revision)].join("\n"))) return;

  const onPlace = (place: Place): void => visits.mark(place, direction);
  const expand = (places: Place[]): Schema => applicableKeywords(expandSchema(places, onPlace));
  const schemas = { base: expand(base), revision: expand(revision), at };
  if (schemas.base.has(never) || schemas.revision.has(never)) return yield* compareNever(schemas, context);

  const unwrapped = unwrapUnion(schemas, base, revision);
  if (unwrapped) return yield* compareUnion(schemas, context, unwrapped);
  for (const compare of parts) yield* compare(schemas, context);
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
