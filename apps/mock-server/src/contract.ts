import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Catalogue, readCatalogue } from "@integrations-api/scenarios";
import { parse } from "yaml";
import { createEngine, type Engine } from "./engine.ts";
import { Memory } from "./memory.ts";
import type { RememberedPlan } from "./prepare-plan.ts";

/** The contract in the forms the mock needs; replaced as a whole when the file changes. */
export interface LoadedContract {
  document: Record<string, unknown>;
  catalogue: Catalogue;
  engine: Engine;
  /** The names of all parameters: their values may be shown. */
  knownParameters: Set<string>;
  /** Plans of earlier requests: the same request has the same plan for as long as the contract stays. */
  plans: Memory<RememberedPlan>;
}

/** The bundle that this package comes with. */
export const ownContract: string = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");

const plansRemembered = 1000;

export async function loadContract(file: string): Promise<LoadedContract> {
  const document: unknown = parse(await readFile(file, "utf8"));
  if (!isOpenApi(document)) throw new Error("it is not an OpenAPI 3 document with paths");

  const catalogue = readCatalogue(document);
  if (catalogue.operations.length === 0)
    throw new Error("it does not have an operation of its own. If its paths are in other files, bundle it first");
  const parameters = catalogue.operations.flatMap((operation) => operation.parameters.map(({ name }) => name));
  return {
    document,
    catalogue,
    engine: await createEngine(document),
    knownParameters: new Set(parameters),
    plans: new Memory(plansRemembered),
  };
}

function isOpenApi(document: unknown): document is Record<string, unknown> {
  const { openapi, paths } = Object(document);
  return String(openapi).startsWith("3.") && typeof paths === "object" && paths !== null;
}
