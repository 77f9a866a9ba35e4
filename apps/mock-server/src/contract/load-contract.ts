import { type Catalogue, readCatalogue, withPathAliases } from "@integrations-api/scenarios";
import { createEngine, type Engine } from "./engine.ts";
import { readDocument } from "./read-document.ts";

/** A contract in the forms that the mock needs. A new object replaces it when the file changes. */
export interface LoadedContract {
  /** As it is in the file. */
  document: Record<string, unknown>;
  /** Every operation with its scenarios. */
  catalogue: Catalogue;
  /** The same with the operations under their other paths. */
  routes: Catalogue;
  engine: Engine;
  /** The paths of the servers, such as `/v1`. */
  basePaths: string[];
  /** The names of all parameters, whose values may be shown. */
  knownParameters: Set<string>;
  /** The names of the headers and query parameters with credentials, which may not, in lower case. */
  credentialNames: Set<string>;
}

/** Reads a contract that also serves operations under other paths, given by the path in the contract. */
export async function loadContract(file: string, pathAliases: Record<string, string>): Promise<LoadedContract> {
  const document = await readDocument(file);
  const catalogue = readCatalogue(document);
  if (catalogue.operations.length === 0) throw new Error("it does not have an operation. Add one under `paths`");

  const routes = withPathAliases(catalogue, pathAliases);
  const { operations } = catalogue;
  const credentials = operations.flatMap(({ security }) => security.flat());
  return {
    document,
    catalogue,
    routes,
    engine: await createEngine(withAliases(document, pathAliases)),
    basePaths: basePathsOf(document),
    knownParameters: new Set(operations.flatMap(({ parameters }) => parameters.map(({ name }) => name))),
    credentialNames: new Set([
      "authorization",
      "proxy-authorization",
      "cookie",
      ...credentials.map(({ name }) => name.toLowerCase()),
    ]),
  };
}

function withAliases(document: Record<string, unknown>, aliases: Record<string, string>): object {
  const paths = Object(document["paths"]);
  const added = Object.entries(aliases).map(([path, alias]) => [alias, paths[path]]);
  return { ...document, paths: { ...paths, ...Object.fromEntries(added) } };
}

/** The paths of all server URLs, with the defaults of their variables. */
function basePathsOf(document: Record<string, unknown>): string[] {
  const items = Object.values(Object(document["paths"])).flatMap((item) => [item, ...Object.values(Object(item))]);
  const servers = [document, ...items].flatMap((holder) => Object(holder).servers ?? []);
  const paths = servers.map((server) => {
    const { url = "", variables } = Object(server);
    const filled = String(url).replaceAll(/\{(.+?)\}/g, (_, name) => Object(variables)[name]?.default ?? name);
    return URL.canParse(filled, "http://mock") ? new URL(filled, "http://mock").pathname.replace(/\/+$/, "") : "";
  });
  return [...new Set(paths)].filter(Boolean);
}
