import {
  type CatalogueOperation,
  type Match,
  matchPath,
  type PlainPlan,
  refuseRoute,
} from "@integrations-api/scenarios";
import type { EngineOperation } from "../contract/engine-operation.ts";
import type { LoadedContract } from "../contract/load-contract.ts";

/** The operation of a request, as the scenarios and as Prism know it. */
export interface Routed {
  kind: "operation";
  match: Match;
  operation: EngineOperation;
  /** The path below the base path. */
  path: string;
}

/** Lets Prism route a request, with and without the base path of a server. */
export function routeToOperation(
  { engine, routes, basePaths }: LoadedContract,
  { method, path }: { method: string; path: string },
): Routed | PlainPlan {
  const below = basePaths.filter((base) => path.startsWith(`${base}/`)).map((base) => path.slice(base.length));
  // Prism does not treat HEAD as GET.
  const methods = method === "HEAD" ? ["HEAD", "GET"] : [method];

  const tried = [path, ...below].flatMap((one) =>
    methods.map((name) => ({ path: one, found: engine.route(name, one) })),
  );
  for (const { path: contractPath, found } of tried) {
    if (typeof found === "object") return toRouted(routes.operations, found, contractPath);
  }
  return refuseRoute(routes, { method, path: tried.find(({ found }) => found === 405)?.path ?? path });
}

function toRouted(operations: CatalogueOperation[], found: EngineOperation, path: string): Routed {
  const operation = operations.find(
    ({ method, path: template }) => method === found.method && template === found.path,
  )!;
  const [match = { operation, values: {} }] = matchPath({ operations: [operation] }, path);
  return { kind: "operation", match, operation: found, path };
}
