import type { Node } from "../document/place.ts";
import { rootOf } from "../document/place.ts";
import { type RawDifference, rawDifferences } from "../document/raw-differences.ts";
import { type Finding, finding, type Findings } from "../finding.ts";
import type { RedoclyChange } from "../redocly-diff.ts";
import type { Visits } from "./visits.ts";
import { nameOf } from "./compare-fields.ts";

/** Names every difference that no finding covers, so nothing is rated as no change by accident. */
export function* compareRest(
  base: Node,
  revision: Node,
  found: Finding[],
  visits: Visits,
  redocly: RedoclyChange[],
): Findings {
  const pointers = found.flatMap((one) => [one.base, one.revision].map(({ pointer }) => pointer));
  for (const difference of rawDifferences({ base: rootOf(base), revision: rootOf(revision) })) {
    const { pointer } = difference.pair.revision;
    if (pointer === "/info/version" || pointers.some((other) => isRelated(pointer, other))) continue;
    yield toFinding(difference, visits, redocly);
  }
}

function toFinding({ pair, isOrder }: RawDifference, visits: Visits, redocly: RedoclyChange[]): Finding {
  const { pointer } = pair.revision;
  if (isOrder) return finding("order-changed", pair, nameOf(pointer));
  if (visits.has(pointer) || visits.has(pointer.slice(0, pointer.lastIndexOf("/"))))
    return finding("spelling-changed", pair, nameOf(pointer));

  const verdict = redocly.find(
    (change) => change.pointers.some((other) => isRelated(pointer, other)) && change.messages[0],
  );
  return verdict ? finding("redocly-only", pair, verdict.messages[0]!) : finding("unrated", pair, nameOf(pointer));
}

/** Whether a pointer is the other, or above or below it. */
export function isRelated(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
