import type { Pair, Place } from "../document/place.ts";
import { resolve, resolvePair } from "../document/place.ts";
import type { Direction } from "../finding.ts";

/** Remembers what has been compared, so that recursion ends and nothing is compared twice. */
export interface Visits {
  /** Marks a pair as compared. */
  use(pair: Pair, direction: Direction): void;
  /** Marks a pair, and says whether it is compared for the first time. */
  enter(pair: Pair, direction: Direction, scope?: string): boolean;
  /** Whether a comparison with this name is the first. */
  isFirst(name: string): boolean;
  /** Whether these two places have been compared with each other. */
  hasPair(pair: Pair): boolean;
  /** Marks a place as compared. */
  mark(place: Place, direction: Direction): void;
  /** Whether the place at a pointer has been compared, in either document. */
  has(pointer: string): boolean;
  /** In which directions a pair is used. Both if it is not used at all. */
  directionsOf(pair: Pair): Direction[];
}

export function createVisits(): Visits {
  const names = new Set<string>();
  const pairs = new Set<string>();
  const uses = new Map<string, Set<Direction>>();

  const toKey = ({ base, revision }: Pair): string => `${base.pointer}\n${revision.pointer}`;
  const visits: Visits = {
    mark({ pointer }, direction) {
      uses.set(pointer, (uses.get(pointer) ?? new Set()).add(direction));
    },
    has: (pointer) => uses.has(pointer),
    hasPair: (pair) => pairs.has(toKey(pair)),
    isFirst(name) {
      const isNew = !names.has(name);
      names.add(name);
      return isNew;
    },
    use(pair, direction) {
      for (const place of [pair.base, pair.revision]) {
        visits.mark(place, direction);
        visits.mark(resolve(place), direction);
      }
      pairs.add(toKey(pair)).add(toKey(resolvePair(pair)));
    },
    enter(pair, direction, scope = "") {
      visits.use(pair, direction);
      return visits.isFirst([toKey(pair), direction, scope].join("\n"));
    },
    directionsOf({ base, revision }) {
      const found = new Set([...(uses.get(base.pointer) ?? []), ...(uses.get(revision.pointer) ?? [])]);
      return found.size > 0 ? [...found] : ["request", "response"];
    },
  };
  return visits;
}

/** What a comparison needs to know about where it is. */
export interface Context {
  visits: Visits;
  direction: Direction;
  /** Where the body has the value that the operation's parameters select by. */
  selects: string[];
}
