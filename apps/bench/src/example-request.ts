import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readCatalogue } from "@integrations-api/scenarios";
import { parse } from "yaml";

/** The contract's bundle. */
export const contractFile: string = fileURLToPath(import.meta.resolve("@integrations-api/openapi/openapi.yaml"));

export interface ExampleRequest {
  /** With the examples of the contract in place of its parameters. */
  path: string;
  headers: Record<string, string>;
}

/** The request that all servers answer: the first GET of the contract at its own example. */
export async function readExampleRequest(): Promise<ExampleRequest> {
  const { operations } = readCatalogue(parse(await readFile(contractFile, "utf8")));
  const operation = operations.find(({ method }) => method === "GET");
  if (!operation) throw new Error(`Failed to find a request to measure: ${contractFile} has no GET.`);

  const path = operation.path.replaceAll(/\{(.+?)\}/g, (_, name) => {
    const parameter = operation.parameters.find((one) => one.name === name);
    return encodeURIComponent(String(parameter?.example));
  });
  return { path, headers: { authorization: "Bearer any" } };
}
