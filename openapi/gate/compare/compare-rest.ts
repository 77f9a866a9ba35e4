import { isAbsent, type Node, resolve, rootOf } from "../document/place.ts";
import { type RawDifference, rawDifferences } from "../document/raw-differences.ts";
import { type Finding, finding, type Findings } from "../finding.ts";
import { nameOf } from "./compare-fields.ts";
import type { Visits } from "./visits.ts";

/** Names every difference that no finding covers, so nothing counts as unchanged by accident. */
export function* compareRest(base: Node, revision: Node, found: Finding[], visits: Visits): Findings {
  const named = found.flatMap((one) => [one.base, one.revision]).filter((place) => !isAbsent(place));
  const places = named.flatMap((place) => [place, resolve(place)]);
  const pointers = [...new Set(places.map(({ pointer }) => pointer))];
  for (const difference of rawDifferences({ base: rootOf(base), revision: rootOf(revision) })) {
    const { pointer } = difference.pair.revision;
    if (pointer === "/info/version" || pointers.some((other) => isRelated(pointer, other))) continue;
    yield toFinding(difference, visits);
  }
}

function toFinding({ pair, isOrder }: RawDifference, visits: Visits): Finding {
  const { pointer } = pair.revision;
  if (isOrder) return finding("order-changed", pair, nameOf(pointer));

  // Where we have compared and found nothing, both documents mean the same.
  const isCompared = visits.has(pointer) || visits.has(pointer.slice(0, pointer.lastIndexOf("/")));
  return finding(isCompared ? "spelling-changed" : "unrated", pair, nameOf(pointer));
}

/** Whether a pointer is the other, or above or below it. */
export function isRelated(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
