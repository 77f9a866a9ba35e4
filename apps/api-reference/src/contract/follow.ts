import { type CatalogueOperation, valueAt } from "@integrations-api/scenarios";

export type Json = Record<string, unknown>;

export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

/** Follows a reference within a document. */
export function follow(document: Json, value: unknown): Json {
  const node = asJson(value);
  const { $ref: reference } = node;
  return typeof reference === "string"
    ? follow(document, valueAt(document, decodeURIComponent(reference.slice(1))))
    : node;
}

/** The schemas under `components`, by name. */
export function namedSchemas(document: Json): Json {
  return asJson(asJson(document["components"])["schemas"]);
}

/** The name of the schema that a schema refers to. A part of one has no name. */
export function referredName(schema: unknown): string | undefined {
  const { $ref: reference } = asJson(schema);
  return typeof reference === "string" ? /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1] : undefined;
}

/** The examples under `components`, by name. */
export function namedExamples(document: Json): Json {
  return asJson(asJson(document["components"])["examples"]);
}

/** What the contract declares for an operation. */
export function operationIn(document: Json, { path, method }: CatalogueOperation): Json {
  return asJson(follow(document, asJson(document["paths"])[path])[method.toLowerCase()]);
}

/** The constant by which a member of a union is known, such as `oauth2`; empty if there is none. */
export function constantOf(document: Json, member: unknown): string {
  const properties = Object.values(asJson(follow(document, member)["properties"])).map(asJson);
  return String(properties.find((property) => property["const"] !== undefined)?.["const"] ?? "");
}
