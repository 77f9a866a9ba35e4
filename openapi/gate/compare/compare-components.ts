import { isDeepStrictEqual } from "node:util";
import { childOf, childPairs, type Pair, resolvePair } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareSchema } from "../schema/compare-schema.ts";
import { compareBody } from "./compare-body.ts";
import { compareExample } from "./compare-examples.ts";
import { compareFields, nameOf } from "./compare-fields.ts";
import { compareParameter } from "./compare-parameters.ts";
import { compareCallbackItems, comparePathItem } from "./compare-paths.ts";
import { compareLink, compareResponse } from "./compare-responses.ts";
import { compareSecurityScheme } from "./compare-security.ts";
import { pairUp } from "./pair-up.ts";
import type { Rule } from "../policy.ts";
import type { Context } from "./visits.ts";

type Compare = (pair: Pair, context: Context) => Findings;

/** How to compare a component of each kind that no operation led to. */
const comparisons: Record<string, Compare> = {
  schemas: compareSchema,
  responses: compareResponse,
  headers: (pair, context) => compareParameter(pair, `The header ${nameOf(pair.revision.pointer)}`, context),
  parameters: (pair, context) => compareParameter(pair, `The parameter ${nameOf(pair.revision.pointer)}`, context),
  examples: (pair, context) => compareExample(pair, `the example ${nameOf(pair.revision.pointer)}`, context),
  requestBodies: compareBody,
  securitySchemes: (pair) => compareSecurityScheme(pair, nameOf(pair.revision.pointer).replaceAll("`", "")),
  links: (pair, context) => compareLink(pair, `The link ${nameOf(pair.revision.pointer)}`, context),
  callbacks: (pair, context) => compareCallbackItems(pair, { ...context, direction: "response" }),
  pathItems: comparePathItem,
};

/** Compares the names of the components, which users import, and what no operation has led to. */
export function* compareComponents(components: Pair, dropped: Set<string>, context: Context): Findings {
  context.visits.use(components, context.direction);
  for (const [kind, named] of childPairs(components)) {
    const compare = comparisons[kind];
    if (!compare) continue;
    context.visits.use(named, context.direction);
    yield* compareNames(named, (pointer) => removalRule(kind, dropped.has(pointer)));
    for (const [, listed] of pairUp(named).both) yield* compareUnvisited(listed, compare, context);
  }
  yield* compareFields(components, Object.keys(comparisons));
}

function* compareUnvisited(listed: Pair, compare: Compare, context: Context): Findings {
  const { visits } = context;
  const pair = resolvePair(listed);
  if (visits.hasPair(listed) || visits.hasPair(pair)) return;

  const directions = visits.directionsOf(listed);
  visits.use(listed, context.direction);
  for (const direction of directions) yield* compare(pair, { ...context, direction });
}

function* compareNames(named: Pair, ruleOf: (pointer: string) => Rule): Findings {
  const { removed, added } = pairUp(named);
  const renamed = new Set<string>();
  for (const [name, pair] of removed) {
    const [other] = added.find(([, { revision }]) => isDeepStrictEqual(pair.base.value, revision.value)) ?? [];
    if (other === undefined) {
      yield finding(ruleOf(pair.base.pointer), pair, `\`${name}\``);
    } else {
      renamed.add(other);
      const place = childOf(named.revision, other);
      yield finding("name-renamed", { ...pair, revision: place }, `\`${name}\` became \`${other}\``);
    }
  }
  for (const [name, pair] of added) {
    if (!renamed.has(name)) yield finding("name-added", pair, `\`${name}\``);
  }
}

/** The requirements of the operations say whether a scheme is missed. */
function removalRule(kind: string, isDropped: boolean): Rule {
  if (kind === "securitySchemes") return "security-scheme-removed";
  return isDropped ? "name-dropped" : "name-removed";
}
