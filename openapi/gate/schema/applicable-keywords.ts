import { typesOf } from "./compare-types.ts";
import type { Schema } from "./expand-schema.ts";

const keywords: Record<string, string> = {
  string: "pattern minLength maxLength contentEncoding contentMediaType contentSchema format",
  number: "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf format",
  array: "items unevaluatedItems prefixItems contains minContains maxContains minItems maxItems uniqueItems",
  object: `properties required additionalProperties unevaluatedProperties patternProperties propertyNames
    dependentSchemas dependentRequired minProperties maxProperties`,
};

/** Leaves out keywords that say nothing about the types which the schema accepts. */
export function applicableKeywords(schema: Schema): Schema {
  const types = new Set(typesOf(schema).map((type) => (type === "integer" ? "number" : type)));
  const listed = (type: string): string[] => keywords[type]?.split(/\s+/) ?? [];
  const applicable = new Set([...types].flatMap(listed));
  const bound = new Set(Object.keys(keywords).flatMap(listed));
  return new Map([...schema].filter(([keyword]) => !bound.has(keyword) || applicable.has(keyword)));
}
