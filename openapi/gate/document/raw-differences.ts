import { isDeepStrictEqual } from "node:util";
import { childPairs, isAbsent, isSame, type Pair } from "./place.ts";

export interface RawDifference {
  pair: Pair;
  /** Whether both sides are lists of the same items in another order. */
  isOrder: boolean;
}

/** The innermost places in which two values differ. A list that grew or shrank counts as a whole. */
export function* rawDifferences(pair: Pair): Generator<RawDifference, void> {
  if (isSame(pair)) return;

  const { base, revision } = pair;
  if (isAbsent(base) || isAbsent(revision) || !isDescended(base.value, revision.value)) {
    yield { pair, isOrder: false };
  } else if (isReordered(base.value, revision.value)) {
    yield { pair, isOrder: true };
  } else {
    for (const [, child] of childPairs(pair)) yield* rawDifferences(child);
  }
}

function isDescended(base: unknown, revision: unknown): boolean {
  if (Array.isArray(base)) return Array.isArray(revision) && base.length === revision.length;
  return isObject(base) && isObject(revision) && !Array.isArray(revision);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isReordered(base: unknown, revision: unknown): boolean {
  if (!Array.isArray(base) || !Array.isArray(revision)) return false;
  const rest = [...revision];
  return base.every((item) => {
    const index = rest.findIndex((other) => isDeepStrictEqual(item, other));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
}
