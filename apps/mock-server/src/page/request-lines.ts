import type { CatalogueOperation } from "@integrations-api/scenarios";
import type { Recipe } from "./recipe.ts";

/** Stands in the lines until the script of the page puts the page's own there. */
export const defaultOrigin = "http://127.0.0.1:4010";

/** In parts, between which the page breaks the line first. */
export function toCurlLine({ method, path, query, headers, body }: Recipe): string[] {
  const option = method === "GET" ? "" : `-X ${method} `;
  const url = defaultOrigin + path + (query.size > 0 ? `?${query}` : "");
  const options = Object.entries(headers).map(([name, value]) => ` -H ${toArgument(`${capitalize(name)}: ${value}`)}`);
  const data = body === undefined ? [] : [` --data ${toArgument(body)}`];
  return [`curl -i ${option}${toArgument(url)}`, ...options, ...data];
}

function capitalize(name: string): string {
  return name.replaceAll(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** Double quotes hold in every shell; what they don't keep from being read needs those of POSIX. */
function toArgument(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`;
}

const clientMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** In parts as above; none where the client has no such method. */
export function toClientLine({ operationId, method, path, security }: CatalogueOperation, recipe: Recipe): string[] {
  const { parts } = recipe;
  const isBearer = security.some((credentials) => credentials.some(({ scheme }) => scheme === "bearer"));
  const token = isBearer ? (parts.token ?? "any") : "any";
  const client = `createClient(${toLiteral({ token, baseUrl: defaultOrigin })})`;
  if (operationId === "getIntegration" && isEmpty(parts.query) && recipe.prefer === undefined) {
    return [client, `.getIntegration(${Object.values(parts.path).map(toLiteral).join(", ")})`];
  }
  if (!clientMethods.includes(method)) return [];

  const params = Object.entries({ path: parts.path, query: parts.query, header: parts.header, cookie: parts.cookie });
  const init = {
    params: Object.fromEntries(params.filter(([, some]) => !isEmpty(some))),
    ...(parts.body && { body: parts.body.value }),
    headers: ownHeaders(recipe),
  };
  const used = Object.fromEntries(Object.entries(init).filter(([, part]) => !isEmpty(part)));
  return [client, `.${method}(${[path, ...(isEmpty(used) ? [] : [used])].map(toLiteral).join(", ")})`];
}

/** The headers that the client does not send by itself. */
function ownHeaders({ headers, parts, prefer }: Recipe): Record<string, string> {
  const sent = ["authorization", "content-type", "cookie", "prefer", ...Object.keys(parts.header)];
  const own = Object.entries(headers).filter(([name]) => !sent.some((other) => other.toLowerCase() === name));
  return { ...Object.fromEntries(own), ...(prefer !== undefined && { Prefer: prefer }) };
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function toLiteral(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(", ")}]`;

  const pairs = Object.entries(value).map(([name, part]) => {
    const key = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name);
    return `${key}: ${toLiteral(part)}`;
  });
  return `{ ${pairs.join(", ")} }`;
}
