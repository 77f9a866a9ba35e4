import { childOf, childrenOf, isNode, type Pair, type Place, targetOf } from "../document/place.ts";

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
    // The branch of a list of types is a second place with the same pointer.
    if (!isNode(value) || (passed.has(pointer) && !isBranch(place))) return;
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

const branches = new WeakSet<object>();

/** A place that restricts the schema at another place to one of its types. */
export function toBranch(place: Place, type: string): Place {
  const value = { type };
  branches.add(value);
  return { ...place, value };
}

function isBranch({ value }: Place): boolean {
  return isNode(value) && branches.has(value);
}

/** The same schema in both documents. */
export interface SchemaPair {
  base: Schema;
  revision: Schema;
  /** Where the schemas are used. */
  at: Pair;
}

/** A keyword of both schemas, at the first place that states it. */
export function keywordPair({ base, revision, at }: SchemaPair, keyword: string): Pair {
  return {
    base: base.get(keyword)?.[0] ?? { ...childOf(at.base, keyword), value: undefined },
    revision: revision.get(keyword)?.[0] ?? { ...childOf(at.revision, keyword), value: undefined },
  };
}

export function valuesAt(schema: Schema, keyword: string): unknown[] {
  return (schema.get(keyword) ?? []).map(({ value }) => value);
}
