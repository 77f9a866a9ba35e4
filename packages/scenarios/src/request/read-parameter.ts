import type { Parameter } from "../contract/catalogue.ts";
import { asJson, entries, followRef, type Json } from "../contract/follow-ref.ts";
import { splitParameter, withoutPrefix } from "./parameter-style.ts";
import { cookiesOf, type ScenarioRequest } from "./scenario-request.ts";

export type Reading =
  | { kind: "value"; value: unknown }
  | { kind: "missing" }
  /** More than one value, or none that could be read. */
  | { kind: "unreadable"; message: string };

const missing: Reading = { kind: "missing" };

/** Reads the value of a parameter from a request as its schema types it: `10` is a number if the schema expects one. */
export function readParameter(parameter: Parameter, { query, ...request }: ParameterSource): Reading {
  const texts = textsOf(parameter, { query, ...request });
  const [text] = texts;
  if (parameter.contentType !== undefined) return text === undefined ? missing : readJson(text);

  const root = asJson(parameter.schema);
  const types = typesOf(root, root);
  const object = types.includes("object") ? readObject(parameter, query, text) : undefined;
  if (object) return { kind: "value", value: object };
  if (text === undefined) return missing;

  if (types.includes("array")) {
    const isInParts = parameter.style === "form" && parameter.explode;
    const items = isInParts ? texts : texts.flatMap((part) => splitParameter(parameter, part));
    return { kind: "value", value: items.map((item) => coerce(item, itemSchema(root), root)) };
  }
  if (texts.length > 1) return { kind: "unreadable", message: "must be given once" };
  return { kind: "value", value: coerce(withoutPrefix(parameter, text), root, root) };
}

/** Where the values of parameters are in a request. */
export interface ParameterSource extends Pick<ScenarioRequest, "headers" | "query"> {
  /** Decoded, by name. */
  path: Record<string, string>;
}

function textsOf({ in: place, name }: Parameter, { query, headers, path }: ParameterSource): string[] {
  if (place === "query") return query.getAll(name);
  const places: Record<string, string | undefined> = {
    path: path[name],
    header: headers[name.toLowerCase()],
    cookie: cookiesOf({ headers })[name],
  };
  return places[place] === undefined ? [] : [places[place]];
}

function readJson(text: string): Reading {
  try {
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "unreadable", message: "must be JSON" };
  }
}

/** An object is in brackets, spread over the query, or in one string. */
function readObject(parameter: Parameter, query: URLSearchParams, text: string | undefined): Json | undefined {
  const { name, style, explode } = parameter;
  const root = asJson(parameter.schema);
  const properties = asJson(followRef(root, root)["properties"]);
  const isSpread = parameter.in === "query" && (style === "deepObject" || (style === "form" && explode));

  const pairs = isSpread
    ? [...query].flatMap(([key, value]): [string, string][] => {
        const [, inner] = style === "deepObject" && key.startsWith(`${name}[`) ? (/\[(.*?)\]/.exec(key) ?? []) : [];
        if (inner !== undefined) return [[inner, value]];
        return style === "form" && key in properties ? [[key, value]] : [];
      })
    : text === undefined
      ? []
      : toPairs(splitParameter(parameter, text), explode);
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(pairs.map(([key, value]) => [key, coerce(value, properties[key], root)]));
}

function toPairs(parts: string[], explode: boolean): [string, string][] {
  if (explode) return parts.map((part) => [part.split("=")[0] ?? "", part.split("=").slice(1).join("=")]);
  return parts.flatMap((key, index) => (index % 2 === 0 ? [[key, parts[index + 1] ?? ""]] : []));
}

function itemSchema(schema: Json): unknown {
  const { items, anyOf = [], oneOf = [] } = followRef(schema, schema);
  const members = [anyOf, oneOf].flatMap((some) => Object.values(asJson(some)));
  return items ?? members.map((member) => followRef(schema, member)["items"]).find((found) => found !== undefined);
}

/** A string that could be a number or a boolean stays a string if the schema allows one. */
function coerce(text: string, schema: unknown, root: Json): unknown {
  const types = typesOf(schema, root);
  if (types.length === 0 || types.includes("string")) return text;
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  const isNumber = types.includes("integer") || types.includes("number");
  return isNumber && /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** Every type that a schema names, including those of its members. */
function typesOf(schema: unknown, root: Json, depth = 0): string[] {
  const { type, const: only, enum: allowed, ...followed } = followRef(root, schema);
  const own = [type ?? []].flat().map(String);
  const shown = type === undefined ? [only ?? [], allowed ?? []].flat().map(typeOf) : [];
  const members = ["anyOf", "oneOf", "allOf"].flatMap((keyword) => entries(followed[keyword]));
  // At that depth, a recursive schema adds no types.
  const below = depth > 8 ? [] : members.flatMap(([, member]) => typesOf(member, root, depth + 1));
  return [...own, ...shown, ...below];
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
