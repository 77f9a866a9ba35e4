import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** The bundle: the only contract file that anything outside `openapi/` reads. */
export const bundlePath: string = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");

export type Json = Record<string, unknown>;

export async function readContract(path: string = bundlePath): Promise<Json> {
  return parse(await readFile(path, "utf8"));
}

export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
