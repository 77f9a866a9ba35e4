import { asJson, type Json } from "./json.ts";

const several = [
  "allOf",
  "anyOf",
  "oneOf",
  "prefixItems",
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
];
const single = ["items", "additionalProperties", "unevaluatedProperties", "propertyNames", "contains"];

/** The keywords that contain schemas. */
export const applicators: string[] = [...several, ...single, "not", "if", "then", "else"];

/** A schema directly within another. */
export interface Subschema {
  keyword: string;
  /** The name or index under a keyword with several schemas. */
  name?: string;
  schema: unknown;
}

export function subschemasOf(schema: Json): Subschema[] {
  return applicators.flatMap((keyword): Subschema[] => {
    const value = schema[keyword];
    if (!several.includes(keyword)) return value === undefined ? [] : [{ keyword, schema: value }];
    return Object.entries(asJson(value)).map(([name, part]) => ({ keyword, name, schema: part }));
  });
}
