import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readCatalogue, sampleRequest, type ScenarioRequest } from "@integrations-api/scenarios";
import { parse } from "yaml";

/** The contract's bundle. */
export const contractFile: string = fileURLToPath(import.meta.resolve("@integrations-api/openapi/openapi.yaml"));

export type ExampleRequest = Pick<ScenarioRequest, "path" | "headers">;

/** The request that all servers get: our own call's, as the contract shows it. */
export async function readExampleRequest(): Promise<ExampleRequest> {
  const { operations } = readCatalogue(parse(await readFile(contractFile, "utf8")));
  const operation = operations.find(({ operationId }) => operationId === "getIntegration");
  if (!operation) throw new Error(`Failed to find a request to measure: ${contractFile} has no getIntegration.`);
  return sampleRequest(operation);
}
