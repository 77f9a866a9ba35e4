import type { Pair } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { keywordPair, type Schema, type SchemaPair, valuesAt } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";

interface Bound {
  keyword: string;
  exclusive?: string;
  /** 1 if a greater value is stricter, -1 if a smaller one is. */
  sign: 1 | -1;
  /** What an absent keyword means. */
  absent: number;
}

const lower = { sign: 1, absent: 0 } as const;
const upper = { sign: -1, absent: Infinity } as const;
const bounds: Bound[] = [
  { keyword: "minimum", exclusive: "exclusiveMinimum", sign: 1, absent: -Infinity },
  { keyword: "maximum", exclusive: "exclusiveMaximum", ...upper },
  ...["minLength", "minItems", "minProperties"].map((keyword) => ({ keyword, ...lower })),
  ...["maxLength", "maxItems", "maxProperties", "maxContains"].map((keyword) => ({ keyword, ...upper })),
  { keyword: "minContains", sign: 1, absent: 1 },
];

export const boundKeywords = bounds.flatMap(({ keyword, exclusive }) => [keyword, ...(exclusive ? [exclusive] : [])]);

export function* compareBounds(schemas: SchemaPair, { direction }: Context): Findings {
  for (const bound of bounds) {
    const [base, revision] = [strictest(schemas.base, bound), strictest(schemas.revision, bound)];
    const difference = stricterBy(revision, base, bound);
    if (difference === 0) continue;
    const label = `\`${bound.keyword}\` (${labelOf(base)} to ${labelOf(revision)})`;
    yield finding(difference > 0 ? "bound-tightened" : "bound-loosened", placeOf(schemas, bound), label, direction);
  }
}

interface Limit {
  value: number;
  isExclusive: boolean;
}

function strictest(schema: Schema, bound: Bound): Limit {
  const inclusive = valuesAt(schema, bound.keyword).filter((value) => typeof value === "number");
  const exclusive = bound.exclusive ? valuesAt(schema, bound.exclusive) : [];
  // OpenAPI 3.0 says `exclusiveMinimum: true` next to `minimum`.
  const isExclusive = exclusive.includes(true);
  const limits = [
    ...inclusive.map((value) => ({ value, isExclusive })),
    ...exclusive.filter((value) => typeof value === "number").map((value) => ({ value, isExclusive: true })),
  ];
  const none = { value: bound.absent, isExclusive: false };
  return limits.reduce((one, other) => (stricterBy(other, one, bound) > 0 ? other : one), none);
}

/** Positive if the first limit is stricter. */
function stricterBy(first: Limit, second: Limit, { sign }: Bound): number {
  if (first.value !== second.value) return first.value > second.value ? sign : -sign;
  return Number(first.isExclusive) - Number(second.isExclusive);
}

function placeOf(schemas: SchemaPair, { keyword, exclusive }: Bound): Pair {
  const pair = keywordPair(schemas, keyword);
  return exclusive && pair.base.value === pair.revision.value ? keywordPair(schemas, exclusive) : pair;
}

function labelOf({ value, isExclusive }: Limit): string {
  return `${Number.isFinite(value) ? value : "none"}${isExclusive ? ", exclusive" : ""}`;
}
