import { asJson, constantOf, follow, type Json, referredName } from "./follow.ts";

/** What a schema consists of, down to the objects that are told apart. */
export interface Tree {
  /** What leads here: a key, with `.*` for any key below it, or the constant of an alternative. */
  key: string;
  name: string;
  children: Tree[];
}

interface Reading {
  document: Json;
  /** The names from the root to here. A schema within itself ends its branch. */
  above: string[];
}

/** Reads the tree of a schema. Keys whose values have no schema with a name are left out. */
export function readTree(document: Json, name: string): Tree {
  const { properties } = follow(document, { $ref: `#/components/schemas/${name}` });
  const reading = { document, above: [name] };
  const children = Object.entries(asJson(properties)).flatMap(([key, schema]) => toTrees(reading, key, schema));
  return { key: "", name, children };
}

/** The tree of a schema with a name, or the trees of those that a schema without one leads to. */
function toTrees({ document, above }: Reading, key: string, schema: unknown): Tree[] {
  if (typeof schema !== "object") return [];
  const name = referredName(schema);
  if (name === undefined) return partsOf({ document, above }, key, schema);
  const within = { document, above: [...above, name] };
  return [{ key, name, children: above.includes(name) ? [] : partsOf(within, "", schema) }];
}

function partsOf(reading: Reading, key: string, schema: unknown): Tree[] {
  const { document } = reading;
  const { oneOf, anyOf, additionalProperties, items } = follow(document, schema);
  const members = [oneOf, anyOf].flatMap((some) => Object.values(asJson(some)));
  return [
    ...members.flatMap((member) => toTrees(reading, key || constantOf(document, member), member)),
    ...toTrees(reading, key === "" ? "*" : `${key}.*`, additionalProperties),
    ...toTrees(reading, `${key}[]`, items),
  ];
}
