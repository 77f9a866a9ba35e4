import { readFile } from "node:fs/promises";
import { createExplainer } from "@integrations-api/explain";
import { type Catalogue, readCatalogue, type Scenario } from "@integrations-api/scenarios";
import { parse } from "yaml";
import { findPaths } from "./find-paths.ts";
import type { Json } from "./follow.ts";
import { type ClientError, readClientErrors } from "./read-client-errors.ts";
import { readFields, type Section } from "./read-fields.ts";
import { readRetries } from "./read-retries.ts";
import { type ShownValue, readValues } from "./read-values.ts";

/** The contract, as the pages show it. */
export interface Reference {
  document: Json;
  catalogue: Catalogue;
  /** The schemas: those of bodies and parameters from the outermost to the innermost, then all others. */
  sections: Section[];
  /** Where a schema is in the bodies, by its name: the shortest paths. */
  paths: Map<string, string[]>;
  /** The values that the examples show, by the anchor of their field. */
  values: Map<string, ShownValue[]>;
  /** Whether the client retries an error. Not every client can send every request. */
  retries: Map<Scenario, boolean>;
  /** What the client throws. */
  clientErrors: ClientError[];
  /** What each sample printed when it ran, by its id. */
  outputs: Map<string, string>;
}

/** Reads a bundled contract. */
export async function readReference(file: string): Promise<Reference> {
  const document: Json = parse(await readFile(file, "utf8"));
  const catalogue = readCatalogue(document);
  const explainer = createExplainer(document);
  const outline = explainer.outline();
  const paths = findPaths(document, outline);
  const sections = readFields(document, outline);
  return {
    document,
    catalogue,
    sections: [
      ...[...paths.keys()].flatMap((name) => sections.filter((section) => section.name === name)),
      ...sections.filter(({ name }) => !paths.has(name)),
    ],
    paths,
    values: readValues(catalogue, explainer),
    retries: new Map((await Promise.all(catalogue.operations.map(readRetries))).flatMap((found) => [...found])),
    clientErrors: await readClientErrors(),
    outputs: new Map(),
  };
}
