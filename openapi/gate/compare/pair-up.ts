import { childrenOf, type Pair, type Place } from "../document/place.ts";

/** What both documents have, what only the base has, and what only the revision has. */
export interface Paired {
  both: [name: string, pair: Pair][];
  removed: [name: string, pair: Pair][];
  added: [name: string, pair: Pair][];
}

/** Pairs the children of two places by name. */
export function pairUp(pair: Pair, toName: (key: string, child: Place) => string = (key) => key): Paired {
  const named = (place: Place): Map<string, Place> =>
    new Map(childrenOf(place).map(([key, child]) => [toName(key, child), child]));
  return pairNames(named(pair.base), named(pair.revision), pair);
}

/** Pairs named places. What is absent gets a place below `parent`, to have a pointer. */
export function pairNames(base: Map<string, Place>, revision: Map<string, Place>, parent: Pair): Paired {
  const absent = ({ document, pointer }: Place): Place => ({ document, pointer, value: undefined });
  return {
    both: [...base].flatMap(([name, place]): [string, Pair][] => {
      const other = revision.get(name);
      return other ? [[name, { base: place, revision: other }]] : [];
    }),
    removed: [...base]
      .filter(([name]) => !revision.has(name))
      .map(([name, place]) => [name, { base: place, revision: absent(parent.revision) }]),
    added: [...revision]
      .filter(([name]) => !base.has(name))
      .map(([name, place]) => [name, { base: absent(parent.base), revision: place }]),
  };
}

/** A map of names in which a key that starts with `x-` is an extension. */
export function withoutExtensions({ base, revision }: Pair): Pair {
  const clean = (place: Place): Place => {
    const kept = childrenOf(place).filter(([key]) => !key.startsWith("x-"));
    return { ...place, value: Object.fromEntries(kept.map(([key, { value }]) => [key, value])) };
  };
  return { base: clean(base), revision: clean(revision) };
}
