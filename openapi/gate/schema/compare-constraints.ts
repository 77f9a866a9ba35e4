import { finding, type Findings } from "../finding.ts";
import { keywordPair, type SchemaPair, valuesAt } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";
import type { Rule } from "../policy.ts";

export const constraintKeywords = [
  "format",
  "pattern",
  "multipleOf",
  "uniqueItems",
  "contentEncoding",
  "contentMediaType",
];

/** Formats that are part of a wider one. */
const wider: Record<string, string> = { int32: "int64", float: "double" };

/** Compares the constraints that are a single value. */
export function* compareConstraints(schemas: SchemaPair, { direction }: Context): Findings {
  for (const keyword of constraintKeywords) {
    const [base, revision] = [
      valuesAt(schemas.base, keyword).filter(isStated),
      valuesAt(schemas.revision, keyword).filter(isStated),
    ];
    const removed = base.filter((value) => !revision.includes(value));
    const added = revision.filter((value) => !base.includes(value));
    const pair = keywordPair(schemas, keyword);
    for (const rule of secretRules(removed, added)) yield finding(rule, pair, "`format: password`");

    const [from, to] = [removed.filter(isRestriction), added.filter(isRestriction)];
    const rule = ruleFor(from, to);
    if (rule) yield finding(rule, pair, `\`${keyword}: ${String([...to, ...from][0])}\``, direction);
  }
}

/** `uniqueItems: false` is the default. */
function isStated(value: unknown): boolean {
  return value !== false;
}

/** `format: password` hides a value and accepts every string. */
function isRestriction(value: unknown): boolean {
  return value !== "password";
}

function secretRules(removed: unknown[], added: unknown[]): Rule[] {
  return [
    ...(removed.includes("password") ? (["secret-removed"] as const) : []),
    ...(added.includes("password") ? (["secret-added"] as const) : []),
  ];
}

function ruleFor(removed: unknown[], added: unknown[]): Rule | undefined {
  const [from, to] = [removed[0], added[0]];
  if (from === undefined) return to === undefined ? undefined : "constraint-added";
  if (to === undefined) return "constraint-removed";
  if (isPartOf(from, to)) return "bound-loosened";
  return isPartOf(to, from) ? "bound-tightened" : "constraint-changed";
}

function isPartOf(narrow: unknown, wide: unknown): boolean {
  if (typeof narrow === "number" && typeof wide === "number") return narrow % wide === 0;
  return wider[String(narrow)] === wide;
}
