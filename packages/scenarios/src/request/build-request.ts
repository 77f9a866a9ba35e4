import type { CatalogueOperation, RequestBody } from "../contract/catalogue.ts";
import { ownValue } from "../contract/json-pointer.ts";
import { concreteType, isJson, selectContent } from "../contract/media-type.ts";
import { toHeaderText } from "../contract/percent-encoding.ts";
import { needsToken, toCredentials } from "./credentials.ts";
import { isForm, writeForm } from "./form.ts";
import { fillPath } from "./match-path.ts";
import { writeParameter } from "../contract/parameter-style.ts";
import { sampleOf } from "./sample.ts";
import type { ScenarioRequest } from "./scenario-request.ts";

type Values = Record<string, unknown>;

/** The contents of a request, before it is written as HTTP. */
export interface RequestParts {
  /** The values of the parameters by place and name. */
  path: Values;
  query: Values;
  header: Values;
  cookie: Values;
  /** Missing for a request without credentials. */
  token?: string | undefined;
  body?: SentBody | undefined;
}

export interface SentBody {
  contentType: string;
  value: unknown;
}

/** The request that the contract shows for an operation: the examples of its required parameters and its body. */
export function sampleParts(operation: CatalogueOperation): RequestParts {
  const { security, requestBody, parameters } = operation;
  const valuesIn = (place: string): Values => {
    const required = parameters.filter((parameter) => parameter.in === place && parameter.required);
    return Object.fromEntries(required.map((parameter) => [parameter.name, valueOf(parameter)]));
  };
  // Basic credentials are a user name and a password.
  const token = security[0]?.[0]?.scheme === "basic" ? "any:any" : "any";
  return {
    path: valuesIn("path"),
    query: valuesIn("query"),
    header: valuesIn("header"),
    cookie: valuesIn("cookie"),
    ...(needsToken(operation) && { token }),
    ...(requestBody && sampleBody(requestBody)),
  };
}

function valueOf({ example, schema = {} }: { example?: unknown; schema?: object }): unknown {
  return example === undefined ? sampleOf(schema) : example;
}

function sampleBody({ required, content }: RequestBody): { body?: SentBody } {
  const shown = content.find(({ example }) => example !== undefined) ?? content.find(({ schema }) => schema);
  const sent = shown ?? (required ? content[0] : undefined);
  if (!sent) return {};
  const value = valueOf(sent);
  return { body: { contentType: concreteType(sent.contentType, value), value } };
}

/** Writes a request as HTTP, each part where and how the contract declares it. */
export function buildRequest(operation: CatalogueOperation, parts: RequestParts): ScenarioRequest {
  const { method, path: template, parameters } = operation;
  const { token, body } = parts;
  const values = parameters.flatMap((parameter) => {
    const { in: place, name } = parameter;
    const value = ownValue(valuesAt(parts, place), name);
    return value === undefined ? [] : writeParameter(parameter, value).map(([key, text]) => ({ place, key, text }));
  });
  const credentials = token === undefined ? [] : toCredentials(operation, token);
  const sent = [...values, ...credentials.map(({ in: place, name, value }) => ({ place, key: name, text: value }))];
  const pairsIn = (place: string): [string, string][] =>
    sent.filter((pair) => pair.place === place).map(({ key, text }) => [key, text]);

  const written = body && writeBody(operation, body);
  const cookies = pairsIn("cookie").map(([name, value]) => `${name}=${toCookieText(value)}`);
  const headers = [
    ...pairsIn("header"),
    ...(cookies.length > 0 ? [["cookie", cookies.join("; ")] as const] : []),
    ...(written ? [["content-type", written.type] as const] : []),
  ].map(([name, value]) => [name.toLowerCase(), toHeaderText(value)]);

  return {
    method,
    path: fillPath(template, Object.fromEntries(pairsIn("path"))),
    query: new URLSearchParams(pairsIn("query")),
    headers: Object.fromEntries(headers),
    ...(written && { body: written.text }),
  };
}

/** Encodes what a cookie cannot contain (RFC 6265, section 4.1.1), and the sign of the encoding. */
function toCookieText(value: string): string {
  return value.replaceAll(/[^!#-+\--:<-[\]-~]|%/gu, encodeURIComponent);
}

function valuesAt(parts: RequestParts, place: string): Values {
  const places: Record<string, Values> = { path: parts.path, query: parts.query, header: parts.header };
  return places[place] ?? parts.cookie;
}

/** Writes a body, and says as what. */
function writeBody(
  { requestBody }: CatalogueOperation,
  { contentType, value }: SentBody,
): { type: string; text: string } {
  const content = selectContent(requestBody?.content ?? [], contentType);
  if (isForm(contentType)) return writeForm({ ...content, contentType }, value);
  const text = typeof value === "string" && !isJson(contentType) ? value : JSON.stringify(value);
  return { type: contentType, text };
}
