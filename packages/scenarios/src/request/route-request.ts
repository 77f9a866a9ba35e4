import type { Catalogue, CatalogueOperation } from "../contract/catalogue.ts";
import { type Match, matchPath } from "./match-path.ts";
import { plainError } from "./plain-response.ts";
import type { PlainPlan } from "./plan.ts";

/** Where a request goes: to an operation, or straight to a plain response. */
export type Route = { kind: "operation"; match: Match } | PlainPlan;

/** Finds the operation of a request. If there is none, returns the response: 404, 405 or the one to `OPTIONS`. */
export function routeRequest(catalogue: Catalogue, request: { method: string; path: string }): Route {
  const { method, path } = request;
  const matches = path === "*" ? [] : matchPath(catalogue, path);
  const match =
    matches.find(({ operation }) => operation.method === method) ??
    matches.find(({ operation }) => operation.method === "GET" && method === "HEAD");
  return match ? { kind: "operation", match } : refuseRoute(catalogue, request);
}

/** What a request without an operation gets. */
export function refuseRoute(catalogue: Catalogue, request: { method: string; path: string }): PlainPlan {
  const { method, path } = request;
  const operations = path === "*" ? catalogue.operations : matchPath(catalogue, path).map(({ operation }) => operation);
  const allow = allowedMethods(operations).join(", ");
  if (operations.length === 0)
    return { kind: "plain", reason: "unknown path", response: plainError(404, unknownPath(catalogue, request)) };
  if (method === "OPTIONS")
    return { kind: "plain", reason: "OPTIONS", response: { status: 204, headers: { allow }, text: "" } };

  const response = plainError(405, `${method} is not allowed here. Allowed: ${allow}.`, { allow });
  return { kind: "plain", reason: "method not allowed", response };
}

function unknownPath({ operations }: Catalogue, { method, path }: { method: string; path: string }): string {
  const known = operations.map((operation) => `${operation.method} ${operation.path}`).join(", ");
  return `The contract has no ${method} ${path}. It has ${known}.`;
}

function allowedMethods(operations: CatalogueOperation[]): string[] {
  const methods = operations.map(({ method }) => method);
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])];
}
