import { childPairs, isAbsent, isSame, type Pair } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareSchema, compareSchemas } from "./compare-schema.ts";
import { keywordPair, type SchemaPair } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";

/** Compares items, and the other schemas that a schema applies to parts of a value. */
export function* compareArray(schemas: SchemaPair, context: Context): Findings {
  for (const keyword of ["items", "unevaluatedItems"]) {
    const [from, to] = [schemas.base.get(keyword) ?? [], schemas.revision.get(keyword) ?? []];
    yield* compareSchemas(from, to, keywordPair(schemas, keyword), context);
  }
  for (const keyword of ["contains", "propertyNames", "contentSchema"]) {
    yield* compareOptional(keywordPair(schemas, keyword), `\`${keyword}\``, context);
  }
  for (const keyword of ["prefixItems", "patternProperties", "dependentSchemas"]) {
    for (const [key, child] of childPairs(keywordPair(schemas, keyword))) {
      yield* compareOptional(child, `\`${keyword}\` at \`${key}\``, context);
    }
  }
  for (const [key, child] of childPairs(keywordPair(schemas, "dependentRequired"))) {
    if (!isSame(child)) yield* comparePresence(child, `\`dependentRequired\` of \`${key}\``, context);
  }
}

/** A schema that restricts only if it is there. */
function* compareOptional(pair: Pair, what: string, context: Context): Findings {
  if (isAbsent(pair.base) !== isAbsent(pair.revision)) yield* comparePresence(pair, what, context);
  else yield* compareSchema(pair, context);
}

/** Reports a restriction that was added, removed or changed. */
export function* comparePresence(pair: Pair, what: string, { direction }: Context): Findings {
  if (isAbsent(pair.base)) yield finding("constraint-added", pair, what, direction);
  else if (isAbsent(pair.revision)) yield finding("constraint-removed", pair, what, direction);
  else yield finding("constraint-changed", pair, what, direction);
}
