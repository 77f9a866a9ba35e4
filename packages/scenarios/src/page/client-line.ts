import type { CatalogueOperation } from "../contract/catalogue.ts";
import { isJson } from "../contract/media-type.ts";
import { capitalize, defaultOrigin } from "./curl-line.ts";
import type { ShownRequest } from "./trigger.ts";

/** Why the client cannot send a request, if it cannot. */
export function reasonWithoutClient({ method, security }: CatalogueOperation, { parts }: ShownRequest): string {
  // No implementation of fetch sends it.
  if (method === "TRACE") return "The client cannot send TRACE.";
  const credentials = parts.token === undefined ? [] : security.find(({ length }) => length > 0);
  if (credentials?.some(({ in: place }) => place === "query")) return "The client cannot send a key in the query.";
  const other = credentials?.find(({ scheme = "bearer" }) => scheme !== "bearer")?.scheme;
  return other === undefined ? "" : `The client cannot send ${capitalize(other)} credentials.`;
}

/** Writes a request as a call of the client, in parts between which the page breaks the line first. */
export function toClientLine(operation: CatalogueOperation, request: ShownRequest): string[] {
  const { method, path, security } = operation;
  const { parts } = request;
  const isBearer = security.some((credentials) => credentials.some(({ scheme }) => scheme === "bearer"));
  const token = isBearer ? (parts.token ?? "any") : "any";
  const client = `createClient(${toLiteral({ token, baseUrl: defaultOrigin })})`;
  if (isGetIntegration(operation) && isEmpty(parts.query) && request.prefer === undefined) {
    return [client, `.getIntegration(${Object.values(parts.path).map(toLiteral).join(", ")})`];
  }
  const options = toOptions(request);
  const init = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
  return [client, `.${method}(${toLiteral(path)}${init})`];
}

/** The operation that the client has a method of its own for. */
function isGetIntegration({ operationId, method, path }: CatalogueOperation): boolean {
  return operationId === "getIntegration" && method === "GET" && path === "/integrations/{id}";
}

function toOptions(request: ShownRequest): string[] {
  const { path, query, header, cookie, body } = request.parts;
  const params = Object.entries({ path, query, header, cookie }).filter(([, values]) => !isEmpty(values));
  const headers = ownHeaders(request);
  const isWritten = body !== undefined && !isJson(body.contentType);
  return [
    ...(params.length === 0 ? [] : [`params: ${toLiteral(Object.fromEntries(params))}`]),
    ...(body === undefined ? [] : [`body: ${toLiteral(body.value)}`]),
    // By itself the client writes JSON only.
    ...(isWritten ? [`bodySerializer: () => ${toLiteral(request.body)}`] : []),
    ...(isEmpty(headers) ? [] : [`headers: ${toLiteral(headers)}`]),
  ];
}

/** The headers that the client does not send without being asked. */
function ownHeaders({ headers, parts }: ShownRequest): Record<string, string> {
  const declared = Object.keys(parts.header).map((name) => name.toLowerCase());
  const own = Object.entries(headers)
    .filter(([name]) => name !== "authorization" && !declared.includes(name))
    .filter(([name, value]) => name !== "content-type" || value !== "application/json");
  return Object.fromEntries(own.map(([name, value]) => [capitalize(name), value]));
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

function toLiteral(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(", ")}]`;

  const pairs = Object.entries(value).map(([name, part]) => {
    const key = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name);
    return `${key}: ${toLiteral(part)}`;
  });
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}
