import type { FieldOutline, SchemaOutline } from "@integrations-api/explain";
import { asJson, follow, type Json } from "./follow.ts";

/** A schema of a body. */
export interface Section {
  /** The name of its type in the client; for a body without one, the operation and the status. */
  name: string;
  anchor: string;
  description: string;
  schema: Json;
  fields: Field[];
  /** What may take its place, if it is a union. */
  members: Json[];
  /** The values of its entries, if it is a map. */
  entries?: Json;
}

export interface Field {
  key: string;
  /** Its address on the page: the section and the key. */
  anchor: string;
  schema: Json;
  description: string;
  isRequired: boolean;
  isSecret: boolean;
  /** What the schema itself shows, as JSON. */
  examples: string[];
  /** Why the contract states it although the vendor does not. */
  inferred?: string;
}

/** Reads the schemas that an explainer lists. */
export function readFields(document: Json, outline: SchemaOutline[]): Section[] {
  return outline.map(({ name, anchor, declaration, fields }) => {
    const schema = asJson(declaration);
    const { description = "", oneOf, anyOf, additionalProperties } = schema;
    return {
      name,
      anchor,
      description: String(description),
      schema,
      members: [oneOf, anyOf].flatMap((members) => Object.values(asJson(members))).map(asJson),
      fields: fields.map((field) => toField(document, field)),
      ...(typeof additionalProperties === "object" && { entries: asJson(additionalProperties) }),
    };
  });
}

function toField(document: Json, { key, anchor, declaration, isRequired }: FieldOutline): Field {
  const schema = asJson(declaration);
  const target = follow(document, schema);
  const { description = target["description"] ?? "", "x-inferred": inferred } = schema;
  return {
    key,
    anchor,
    schema,
    description: String(description),
    isRequired,
    examples: schemaExamplesOf(document, schema).map((example) => JSON.stringify(example)),
    isSecret: [schema, target].some((one) => one["x-secret"] === true),
    ...(typeof inferred === "string" && { inferred }),
  };
}

/** The examples of a schema itself: beside a reference, they are more exact than those of its target. */
export function schemaExamplesOf(document: Json, schema: unknown): unknown[] {
  for (const { examples, example } of [asJson(schema), follow(document, schema)]) {
    if (Array.isArray(examples)) return examples;
    if (example !== undefined) return [example];
  }
  return [];
}
