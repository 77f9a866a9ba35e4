import type { Catalogue, CatalogueOperation } from "../contract/catalogue.ts";

/**
 * Adds paths under which operations are also served.
 *
 * @param aliases the other path, by the path in the contract
 */
export function withPathAliases(catalogue: Catalogue, aliases: Record<string, string> = {}): Catalogue {
  const added = Object.entries(aliases).flatMap(([path, alias]) => {
    const operations = catalogue.operations.filter((operation) => operation.path === path);
    if (operations.length === 0) throw new TypeError(misfit(path, alias, `The contract has no ${path}.`));
    if (!alias.startsWith("/") || parametersOf(alias) !== parametersOf(path))
      throw new TypeError(misfit(path, alias, "Start it with / and use the same parameters."));
    return operations.map((operation): CatalogueOperation => ({ ...operation, path: alias }));
  });
  return { operations: [...catalogue.operations, ...added] };
}

function parametersOf(path: string): string {
  return [...path.matchAll(/\{(.+?)\}/g)]
    .map(([, name]) => name)
    .toSorted()
    .join();
}

function misfit(path: string, alias: string, advice: string): string {
  return `Failed to read pathAliases: ${path} cannot be ${alias}. ${advice}`;
}
