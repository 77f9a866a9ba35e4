import { asJson, type Json, namedSchemas } from "../contract/follow.ts";

const dialect = "https://json-schema.org/draft/2020-12/schema";

/**
 * Writes each schema of a contract as a JSON Schema that refers to the others by their file names.
 *
 * @param address the public address of the reference, for `$id`; without it, a file is known by where it is
 */
export function toJsonSchemas(document: Json, address: string | undefined): Map<string, string> {
  return new Map(
    Object.entries(namedSchemas(document)).map(([name, schema]) => {
      const file = `${name}.json`;
      const id = address === undefined ? {} : { $id: `${address.replace(/\/+$/, "")}/schemas/${file}` };
      const content = {
        $schema: dialect,
        ...id,
        ...asJson(withFileReferences(schema === false ? { not: {} } : schema)),
      };
      return [file, `${JSON.stringify(content, null, 2)}\n`];
    }),
  );
}

/** The reference may be to a part of a schema. */
function toFileReference(reference: string): string {
  return reference.replace(/^#\/components\/schemas\/([^/]+)(\/.+)?$/, (_, name: string, part?: string) => {
    return part === undefined ? `${name}.json` : `${name}.json#${part}`;
  });
}

/** A discriminator belongs to OpenAPI; each member's constant says the same. */
function withFileReferences(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === "$ref" && typeof value === "string") return toFileReference(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const { discriminator, ...rest } = value;
    return typeof discriminator?.propertyName === "string" ? rest : value;
  });
}
