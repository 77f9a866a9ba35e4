import { isJson, type Json, targetOf } from "./json.ts";

/** A contract, and the keywords whose schemas are followed from one to the next, besides `$ref`. */
export interface Collecting {
  document: unknown;
  keywords: string[];
}

/** Adds a schema and all that it leads to for the same value. */
export function collectSchemas(collecting: Collecting, schema: unknown, found: Set<Json> = new Set()): Set<Json> {
  if (!isJson(schema) || found.has(schema)) return found;
  found.add(schema);
  const { $ref: reference } = schema;
  if (typeof reference === "string") collectSchemas(collecting, targetOf(collecting.document, reference), found);
  const parts = collecting.keywords.flatMap((keyword) => schema[keyword]);
  for (const part of parts) collectSchemas(collecting, part, found);
  return found;
}
