import { createVisits, type Context } from "../compare/visits.ts";
import { isAbsent, isSame, type Pair } from "../document/place.ts";
import type { Findings } from "../finding.ts";
import { policy } from "../policy.ts";
import { comparePresence } from "./compare-array.ts";
import { compareSchema } from "./compare-schema.ts";
import { keywordPair, type SchemaPair } from "./expand-schema.ts";

/** Compares `not`, `if`, `then` and `else`. */
export function* compareConditions(schemas: SchemaPair, context: Context): Findings {
  const negation = keywordPair(schemas, "not");
  if (!meansSame(negation)) yield* comparePresence(negation, "`not`", context);

  const condition = keywordPair(schemas, "if");
  const isChanged = !meansSame(condition);
  if (isChanged) yield* comparePresence(condition, "`if`", context);
  if (!isChanged && isAbsent(condition.base)) return;

  for (const keyword of ["then", "else"]) {
    const consequence = keywordPair(schemas, keyword);
    if (!isChanged) yield* compareSchema(consequence, context);
    else if (!isSame(consequence)) yield* comparePresence(consequence, `\`${keyword}\``, context);
  }
}

/** Whether both schemas accept the same values, as far as our rules can see. */
function meansSame(pair: Pair): boolean {
  if (isAbsent(pair.base) !== isAbsent(pair.revision)) return false;
  const found = compareSchema(pair, { visits: createVisits(), direction: "request", selects: [] });
  return [...found].every(({ rule }) => "level" in policy[rule] && policy[rule].level === "patch");
}
