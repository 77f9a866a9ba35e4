import { childOf, childrenOf, isNode, type Place, targetOf } from "./place.ts";

/** Keys whose value is data, in which `$ref` has no meaning. */
const data = ["value", "default", "const", "enum", "example", "dataValue"];

/** A reference, and where it is. */
export interface Reference {
  at: Place;
  to: string;
}

/** Every reference in a value, but not those in data. */
export function* referencesIn(place: Place): Generator<Reference, void> {
  const { value: to } = childOf(place, "$ref");
  if (typeof to === "string") yield { at: place, to };
  for (const [key, child] of childrenOf(place)) {
    const isMap = /\/(properties|patternProperties|schemas|examples|\$defs)$/.test(place.pointer);
    const isData = data.includes(key) || (key === "examples" && !isNode(child.value));
    if (isMap || !isData) yield* referencesIn(child);
  }
}

/** The pointers of everything that a place refers to, directly or through other references. */
export function reachableFrom(places: Iterable<Place>): Set<string> {
  const reached = new Set<string>();
  const visit = (place: Place): void => {
    for (const { at, to } of referencesIn(place)) {
      const target = targetOf(at, to);
      if (!target || reached.has(target.pointer)) continue;
      reached.add(target.pointer);
      visit(target);
    }
  };
  for (const place of places) visit(place);
  return reached;
}
