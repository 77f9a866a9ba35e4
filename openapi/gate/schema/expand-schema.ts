import { isDeepStrictEqual } from "node:util";
import { childOf, childrenOf, isNode, type Node, type Pair, type Place, targetOf } from "../document/place.ts";

/**
 * The keywords that apply to one value, each with every place that states it. Places behind `$ref` and `allOf` count as
 * the schema's own, so a schema means the same however its parts are spread.
 */
export type Schema = Map<string, Place[]>;

/** A schema that no value satisfies has this in place of keywords. */
export const never = "false";

/** Collects the keywords of schemas that apply together. `onPlace` is called for every schema that is passed. */
export function expandSchema(places: Place[], onPlace: (place: Place) => void = () => undefined): Schema {
  const schema: Schema = new Map();
  const passed = new Set<string>();
  const add = (keyword: string, place: Place): unknown => schema.set(keyword, [...(schema.get(keyword) ?? []), place]);

  const expand = (place: Place): void => {
    const { value, pointer } = place;
    if (value === false) add(never, place);
    if (!isNode(value) || (passed.has(pointer) && !isPart(place))) return;
    passed.add(pointer);
    onPlace(place);
    for (const [keyword, child] of childrenOf(place)) {
      const target = keyword === "$ref" ? targetOf(place, String(child.value)) : undefined;
      if (target) expand(target);
      else if (keyword === "allOf") for (const [, member] of childrenOf(child)) expand(member);
      else add(keyword, child);
    }
  };
  for (const place of places) expand(place);
  return schema;
}

const parts = new WeakSet<object>();

/** A place that adds to the schema at another place, or repeats a part of it. */
export function toPart(place: Place, value: Node): Place {
  parts.add(value);
  return { ...place, value };
}

function isPart({ value }: Place): boolean {
  return isNode(value) && parts.has(value);
}

/** Identifies a list of places that apply together. */
export function keyOf(places: Place[]): string {
  return places.map((place) => place.pointer + (isPart(place) ? JSON.stringify(place.value) : "")).join();
}

/** The same schema in both documents. */
export interface SchemaPair {
  base: Schema;
  revision: Schema;
  /** Where the schemas are used. */
  at: Pair;
}

/** A keyword of both schemas. If several places state it, the first that the other schema does not have. */
export function keywordPair({ base, revision, at }: SchemaPair, keyword: string): Pair {
  const find = (schema: Schema, other: Schema): Place | undefined => {
    const places = schema.get(keyword) ?? [];
    const others = valuesAt(other, keyword);
    return places.find(({ value }) => !others.some((one) => isDeepStrictEqual(value, one))) ?? places[0];
  };
  return {
    base: find(base, revision) ?? { ...childOf(at.base, keyword), value: undefined },
    revision: find(revision, base) ?? { ...childOf(at.revision, keyword), value: undefined },
  };
}

export function valuesAt(schema: Schema, keyword: string): unknown[] {
  return (schema.get(keyword) ?? []).map(({ value }) => value);
}
