import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parse } from "yaml";
import { CannotRun } from "../cannot-run.ts";

export type Json = Record<string, unknown>;

/** The bundle: the only contract file that anything outside `openapi/` reads. */
export const bundlePath: string = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");

/** Reads an OpenAPI 3 document that has everything in one file. */
export async function readDocument(file: string = bundlePath): Promise<Json> {
  const refuse = (reason: string): CannotRun => new CannotRun(`--contract ${file} cannot be used: ${reason}`);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw refuse(error.code === "ENOENT" ? "the file does not exist." : `${error.message}.`);
  });
  const document = asJson(parseText(text, refuse));
  const { openapi, swagger, paths } = document;
  if (swagger !== undefined) throw refuse("it is Swagger 2.0. Convert it to OpenAPI 3 first.");
  if (!String(openapi).startsWith("3.") || Object.keys(asJson(paths)).length === 0)
    throw refuse("it is not an OpenAPI 3 document with paths.");

  const [outside] = outsideReferences(document);
  if (outside !== undefined) throw refuse(`it refers to ${outside}. Bundle it into one file first.`);
  return String(openapi).startsWith("3.0") ? { ...asJson(toCurrent(document)), openapi: "3.1.0" } : document;
}

function parseText(text: string, refuse: (reason: string) => CannotRun): unknown {
  try {
    return text.trimStart().startsWith("{") ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw refuse(`${(error as Error).message.split("\n")[0]}`);
  }
}

function outsideReferences(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { $ref: reference } = value as { $ref?: unknown };
  const own = typeof reference === "string" && !reference.startsWith("#") ? [reference] : [];
  return [...own, ...Object.values(value).flatMap(outsideReferences)];
}

/** Writes the schemas of an OpenAPI 3.0 document as those of 3.1. */
function toCurrent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toCurrent);
  if (typeof value !== "object" || value === null) return value;
  const current = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toCurrent(member)]));
  const { nullable, exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = current;
  const bounded = {
    ...rest,
    ...toBound("minimum", "exclusiveMinimum", minimum, exclusiveMinimum),
    ...toBound("maximum", "exclusiveMaximum", maximum, exclusiveMaximum),
  };
  return nullable === true ? { anyOf: [bounded, { type: "null" }] } : bounded;
}

function toBound(name: string, exclusive: string, bound: unknown, isExclusive: unknown): Json {
  if (typeof isExclusive !== "boolean") return { ...(bound !== undefined && { [name]: bound }) };
  return bound === undefined ? {} : { [isExclusive ? exclusive : name]: bound };
}

export function asJson(value: unknown): Json {
  // Whatever is not a scalar can be read like an object, a list too.
  return typeof value === "object" && value !== null ? (value as Json) : {};
}
