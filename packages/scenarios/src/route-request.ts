import type { Catalogue, CatalogueOperation } from "./catalogue.ts";
import { type Match, matchPath } from "./match-path.ts";

/** A response that follows from HTTP alone. */
export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** Where a request goes: to an operation, or no further. */
export type Route = { kind: "operation"; match: Match } | { kind: "plain"; reason: string; answer: PlainResponse };

/** Finds the operation of a request, or the response to a request that has none: 404, 405 or that to `OPTIONS`. */
export function routeRequest(catalogue: Catalogue, request: { method: string; path: string }): Route {
  const { method, path } = request;
  const matches = path === "*" ? [] : matchPath(catalogue, path);
  const match =
    matches.find(({ operation }) => operation.method === method) ??
    matches.find(({ operation }) => operation.method === "GET" && method === "HEAD");
  if (match) return { kind: "operation", match };

  const operations = path === "*" ? catalogue.operations : matches.map(({ operation }) => operation);
  const allow = allowedMethods(operations).join(", ");
  if (operations.length === 0)
    return { kind: "plain", reason: "unknown path", answer: plainError(404, unknownPath(catalogue, request)) };
  if (method === "OPTIONS")
    return { kind: "plain", reason: "OPTIONS", answer: { status: 204, headers: { allow }, text: "" } };

  const answer = plainError(405, `${method} is not allowed here. Allowed: ${allow}.`, { allow });
  return { kind: "plain", reason: "method not allowed", answer };
}

/** The response to a request that no example fits. */
export function withoutExample(): PlainResponse {
  return plainError(404, "The contract has no example for this request.");
}

const names: Record<number, string> = { 404: "Not Found", 405: "Method Not Allowed" };

function plainError(status: number, message: string, headers: Record<string, string> = {}): PlainResponse {
  const text = JSON.stringify({ statusCode: status, error: names[status], message });
  return { status, headers: { "content-type": "application/json", ...headers }, text };
}

function unknownPath({ operations }: Catalogue, { method, path }: { method: string; path: string }): string {
  const known = operations.map((operation) => `${operation.method} ${operation.path}`).join(", ");
  return `The contract has no ${method} ${path}. It has ${known}.`;
}

function allowedMethods(operations: CatalogueOperation[]): string[] {
  const methods = operations.map(({ method }) => method);
  return [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])];
}
