import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** The bundle that this package comes with. */
export const ownContract: string = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");

/**
 * Reads an OpenAPI 3 document, with what it refers to in other files.
 *
 * @throws if the document cannot be used; the message is the rest of a sentence that begins with the file
 */
export async function readDocument(file: string): Promise<Record<string, unknown>> {
  if (/^https?:/i.test(file)) throw new Error("it is a URL. Download the document and give its file");
  const stats = await stat(file);
  if (stats.isDirectory()) throw new Error("it is a folder. Give the file of the document in it");

  const document = parseDocument(file, decode(await readFile(file)));
  const { openapi, swagger, paths } = Object(document);
  if (swagger !== undefined) throw new Error("it is Swagger 2.0. Convert it to OpenAPI 3 first");
  if (!String(openapi).startsWith("3.") || typeof paths !== "object" || paths === null)
    throw new Error("it is not an OpenAPI 3 document with `paths`");

  const outside = outsideReferences(document);
  const remote = outside.find((reference) => /^[a-z][a-z\d+.-]*:/i.test(reference));
  if (remote !== undefined) throw new Error(`it refers to ${remote}, and nothing is downloaded. Bundle it first`);
  return outside.length === 0 ? Object(document) : bundle(file);
}

/** Decodes a file, without the byte order mark that it may begin with. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error("it is not UTF-8. Save it as UTF-8", { cause: error });
  }
}

function parseDocument(file: string, text: string): unknown {
  try {
    // The YAML parser reads JSON, too, but takes 60 times as long.
    return /^\s*\{/.test(text) && !file.endsWith(".yaml") ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw new Error(`it is not valid YAML or JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Every `$ref` to somewhere else. */
function outsideReferences(value: unknown, above: unknown[] = []): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (above.includes(value)) throw new Error("it contains itself by a YAML alias. Use `$ref` instead");
  const { $ref: reference } = value as { $ref?: unknown };
  const own = typeof reference === "string" && !reference.startsWith("#") ? [reference] : [];
  return [...own, ...Object.values(value).flatMap((part) => outsideReferences(part, [...above, value]))];
}

async function bundle(file: string): Promise<Record<string, unknown>> {
  const { default: RefParser } = await import("@stoplight/json-schema-ref-parser");
  const bundled = await new RefParser().bundle(resolve(file), { resolve: { http: { canRead: false } } });
  return Object(bundled);
}
