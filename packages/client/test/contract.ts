import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Integration } from "@integrations-api/client";
import { parse } from "yaml";

const bundle = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");
const contract = parse(await readFile(bundle, "utf8"));

/** The first 200 example of the contract: the vendor's own body. */
export const documented: Integration = contract.components.examples.documented.value;
export const notFound: object = contract.components.examples["not-found"].value;
export const contractServer: string = contract.servers[0].url;
