import { createFinalURL } from "openapi-fetch";
import { checkUuid } from "../options/check-options.ts";
import { check } from "../options/check-value.ts";

export type Values = Record<string, unknown>;

/** The values for an operation's path and query string. */
export interface UrlParts {
  params?: { path?: Values; query?: Values } | undefined;
  /** The names of the parameters that are uuids. */
  uuids: string[];
  querySerializer?: ((query: Values) => string) | undefined;
  pathSerializer?: ((path: string, values: Values) => string) | undefined;
}

/** Builds the URL of a request, and rejects values that would lead to another path or to none. */
export function toUrl(baseUrl: string, path: string, parts: UrlParts): string {
  const { params, uuids, querySerializer = serializeQuery } = parts;
  const { path: values = {}, query = {} } = params ?? {};
  for (const name of uuids) if (query[name] !== undefined) checkUuid(name, query[name]);
  const fill = (template: string): string =>
    template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => toSegment(name, values[name], uuids.includes(name)));
  const { pathSerializer = fill } = parts;
  return createFinalURL(path, { baseUrl, params: { path: values, query }, querySerializer, pathSerializer });
}

function toSegment(name: string, value: unknown, isUuid: boolean): string {
  if (isUuid) checkUuid(name, value);
  // In a URL, `.` and `..` are navigation, however they are encoded.
  check(name, value, !/^(|\.\.?|undefined|null)$/.test(String(value)), "Pass a value.");
  return [value].flat().map(encode).join(",");
}

function serializeQuery(query: Values): string {
  return Object.entries(query)
    .flatMap(([name, value]) => toPairs(name, value))
    .join("&");
}

/** As openapi-fetch does by default, but at any depth: a repeated name for a list, brackets for an object. */
function toPairs(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => toPairs(name, item));
  if (Object(value) !== value) return [`${name}=${encode(value)}`];
  return Object.entries(value).flatMap(([key, item]) => toPairs(`${name}[${key}]`, item));
}

function encode(value: unknown): string {
  return encodeURIComponent(String(value));
}
