import type { CatalogueOperation } from "@integrations-api/scenarios";
import type { Recipe } from "./page-recipe.ts";

/** Stands in the lines until the script of the page puts the page's own there. */
export const defaultOrigin = "http://127.0.0.1:4010";

/** In parts, between which the page breaks the line first. */
export function toCurlLine(operation: CatalogueOperation, recipe: Recipe): string[] {
  const { path, query } = recipe;
  const method = operation.method === "GET" ? "" : `-X ${operation.method} `;
  const headers = Object.entries({
    ...((operation.secured || "token" in recipe.triggers) && { Authorization: `Bearer ${recipe.token}` }),
    ...recipe.values.header,
    ...(recipe.prefer !== undefined && { Prefer: recipe.prefer }),
  });
  const url = defaultOrigin + path + (query.size > 0 ? `?${query}` : "");
  const options = headers.map(([name, value]) => ` -H ${toArgument(`${name}: ${value}`)}`);
  return [`curl -i ${method}${toArgument(url)}`, ...options];
}

/** Double quotes hold in every shell; what they don't keep from being read needs those of POSIX. */
function toArgument(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`;
}

const clientMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** In parts as above; none where the client has no such method. */
export function toClientLine({ operationId, method, path }: CatalogueOperation, recipe: Recipe): string[] {
  const client = `createClient(${toLiteral({ token: recipe.token, baseUrl: defaultOrigin })})`;
  const { values } = recipe;
  if (operationId === "getIntegration" && isEmpty(values.query) && recipe.prefer === undefined) {
    return [client, `.getIntegration(${Object.values(values.path).map(toLiteral).join(", ")})`];
  }
  if (!clientMethods.includes(method)) return [];

  const params = Object.entries(values);
  const init = {
    params: Object.fromEntries(params.filter(([, some]) => !isEmpty(some))),
    headers: recipe.prefer === undefined ? {} : { Prefer: recipe.prefer },
  };
  const used = Object.fromEntries(Object.entries(init).filter(([, part]) => !isEmpty(part)));
  return [client, `.${method}(${[path, ...(isEmpty(used) ? [] : [used])].map(toLiteral).join(", ")})`];
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

function toLiteral(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);

  const pairs = Object.entries(value).map(([name, part]) => {
    const key = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name);
    return `${key}: ${toLiteral(part)}`;
  });
  return `{ ${pairs.join(", ")} }`;
}
