import { asJson, hasOwn, type Json } from "./json.ts";
import { toRegExp } from "./rules.ts";

/** The keyword by which a schema declares a property or an item, and the schema there. */
export type Declaration = [rule: string, schema: unknown];

export function declarationsOf(schema: Json, owner: Json, key: string): Declaration[] {
  const { prefixItems, items, properties, patternProperties, additionalProperties } = schema;
  if (Array.isArray(owner)) {
    if (hasOwn(prefixItems, key)) return [["prefixItems", asJson(prefixItems)[key]]];
    return items === undefined ? [] : [["items", items]];
  }
  const named: Declaration[] = hasOwn(properties, key) ? [["properties", asJson(properties)[key]]] : [];
  for (const [source, part] of Object.entries(asJson(patternProperties)))
    if (toRegExp(source).test(key)) named.push(["patternProperties", part]);
  if (named.length > 0 || additionalProperties === undefined) return named;
  return [["additionalProperties", additionalProperties]];
}

/** The properties whose names differ by their letter case alone, as names of headers may. */
export function inOtherCase({ properties }: Json, key: string): unknown[] {
  const named = Object.entries(asJson(properties));
  return named.filter(([name]) => name !== key && name.toLowerCase() === key.toLowerCase()).map(([, schema]) => schema);
}

/** The properties that a schema requires of an object, and that it does not have. */
export function missingFrom({ required, dependentRequired }: Json, value: Json): string[] {
  const dependent = Object.entries(asJson(dependentRequired)).filter(([key]) => hasOwn(value, key));
  const names = [required, ...dependent.map(([, keys]) => keys)].flatMap((keys) => Object.values(asJson(keys)));
  return names.map(String).filter((key) => !hasOwn(value, key));
}
