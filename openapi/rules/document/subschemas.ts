import { type Context, follow, isNode, type Place } from "./redocly.ts";

export const unions = ["oneOf", "anyOf"];

/** The target of a schema's `$ref`, and the members of its `allOf`. */
export function conjunctsOf(schema: Place, context: Context): Place[] {
  const { node, at } = schema;
  const target = typeof node["$ref"] === "string" ? follow(node, at, context) : undefined;
  return [...(target ? [target] : []), ...schemasIn(schema, ["allOf"])];
}

/** The schemas under keywords whose value is a schema or a list of schemas. */
export function schemasIn({ node, at }: Place, keywords: string[]): Place[] {
  return keywords.flatMap((keyword) => {
    const found = node[keyword];
    if (isNode(found)) return [{ node: found, at: at.child([keyword]) }];
    if (!Array.isArray(found)) return [];
    return found.flatMap((one, index) => (isNode(one) ? [{ node: one, at: at.child([keyword, index]) }] : []));
  });
}

/** The schemas under a keyword that maps names to schemas. */
export function namedSchemas({ node, at }: Place, keyword: string): (Place & { name: string })[] {
  const found = node[keyword];
  if (!isNode(found)) return [];
  return Object.entries(found).flatMap(([name, one]) =>
    isNode(one) ? [{ name, node: one, at: at.child([keyword, name]) }] : [],
  );
}

/** The subschemas that apply to the value under a key of an object or array. */
export function schemasOfKey(schema: Place, key: string, holder: object): Place[] {
  if (Array.isArray(holder)) {
    const first = schemasIn(schema, ["prefixItems"])[Number(key)];
    return first ? [first] : schemasIn(schema, ["items"]);
  }
  const own = [
    ...namedSchemas(schema, "properties").filter(({ name }) => name === key),
    ...namedSchemas(schema, "patternProperties").filter(({ name }) => new RegExp(name, "u").test(key)),
  ];
  return own.length > 0 ? own : schemasIn(schema, ["additionalProperties"]);
}
