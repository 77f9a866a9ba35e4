import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { ErrorBody, Integration } from "@integrations-api/client";
import { parse } from "yaml";

const bundle = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");
export const contract = parse(await readFile(bundle, "utf8"));

/** The body of an example in the contract. */
export function bodyOf<Body = Integration>(name: string): Body {
  return contract.components.examples[name].value;
}

/** The first 200 example: the vendor's own body. */
export const documented = bodyOf("documented");
export const notFound = bodyOf<ErrorBody>("not-found");
export const contractServer: string = contract.servers[0].url;
