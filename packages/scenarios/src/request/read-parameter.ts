import type { Parameter } from "../contract/catalogue.ts";
import { asJson, type Json } from "../contract/follow-ref.ts";
import { ownValue } from "../contract/json-pointer.ts";
import { isJson } from "../contract/media-type.ts";
import { splitParameter, withoutPrefix } from "./parameter-style.ts";
import { cookiesOf, type ScenarioRequest } from "./scenario-request.ts";
import { itemsOf, propertyNames, propertyOf, typesOf } from "../contract/schema-parts.ts";

export type Reading =
  | { kind: "value"; value: unknown }
  | { kind: "missing" }
  /** More than one value, or none that could be read. */
  | { kind: "unreadable"; message: string };

const missing: Reading = { kind: "missing" };

/** Reads the value of a parameter from a request as its schema types it: `10` is a number if the schema expects one. */
export function readParameter(parameter: Parameter, source: ParameterSource): Reading {
  const texts = textsOf(parameter, source);
  const [text] = texts;
  if (text === "" && parameter.allowEmptyValue) return missing;
  if (parameter.contentType !== undefined)
    return text === undefined ? missing : readContent(text, parameter.contentType);

  const root = asJson(parameter.schema);
  const types = typesOf(root, root);
  const object = types.includes("object") ? readObject(parameter, source.query, text) : undefined;
  if (object) return { kind: "value", value: object };
  if (text === undefined) return missing;

  if (types.includes("array")) {
    const isInParts = parameter.style === "form" && parameter.explode;
    const items = isInParts ? texts : texts.flatMap((part) => splitParameter(parameter, part));
    return { kind: "value", value: toValue(items, root, root) };
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
  const places: Record<string, [values: Record<string, string>, key: string]> = {
    path: [path, name],
    header: [headers, name.toLowerCase()],
    cookie: [cookiesOf({ headers }), name],
  };
  const text = ownValue(...(places[place] ?? [{}, name]));
  return typeof text === "string" ? [text] : [];
}

function readContent(text: string, contentType: string): Reading {
  if (!isJson(contentType)) return { kind: "value", value: text };
  try {
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "unreadable", message: "must be JSON" };
  }
}

/** The texts of a value, below the keys that lead to each. */
type Tree = Map<string, Tree | string[]>;

/** An object is in brackets, spread over the query, or in one text. */
function readObject(parameter: Parameter, query: URLSearchParams, text: string | undefined): unknown {
  const { name, style, explode, in: place } = parameter;
  const root = asJson(parameter.schema);
  const tree: Tree = new Map();

  if (style === "deepObject") {
    for (const [key, value] of query) if (key.startsWith(`${name}[`)) plant(tree, keysIn(key), value);
  } else if (style === "form" && explode && place === "query") {
    const names = propertyNames(root, root);
    for (const [key, value] of query) if (names.includes(key)) plant(tree, [key], value);
  } else if (text !== undefined) {
    for (const [key, value] of toPairs(splitParameter(parameter, text), explode)) plant(tree, [key], value);
  }
  return tree.size === 0 ? undefined : toValue(tree, root, root);
}

/** The keys of `name[a][b]`. */
function keysIn(key: string): string[] {
  return [...key.matchAll(/\[(.*?)\]/g)].map(([, inner = ""]) => inner);
}

function toPairs(parts: string[], explode: boolean): [string, string][] {
  if (explode) return parts.map((part) => [part.split("=")[0] ?? "", part.split("=").slice(1).join("=")]);
  return parts.flatMap((key, index) => (index % 2 === 0 ? [[key, parts[index + 1] ?? ""]] : []));
}

function plant(tree: Tree, [key = "", ...rest]: string[], text: string): void {
  const below = tree.get(key);
  if (rest.length === 0) tree.set(key, [...(Array.isArray(below) ? below : []), text]);
  else {
    const branch: Tree = below instanceof Map ? below : new Map();
    tree.set(key, branch);
    plant(branch, rest, text);
  }
}

function toValue(node: Tree | string[], schema: unknown, root: Json): unknown {
  const isList = typesOf(root, schema).includes("array");
  if (Array.isArray(node)) {
    return isList
      ? node.map((text) => coerce(text, itemsOf(root, schema), root))
      : coerce(node.at(-1) ?? "", schema, root);
  }
  // `a[]=1&a[]=2` and `a[0]=1&a[1]=2` are lists.
  if (isList)
    return [...node.values()].flatMap((part) =>
      toValue(part, part instanceof Map ? itemsOf(root, schema) : schema, root),
    );
  return Object.fromEntries([...node].map(([key, part]) => [key, toValue(part, propertyOf(root, schema, key), root)]));
}

/** A text that could be a number or a boolean stays a text if the schema takes one. */
function coerce(text: string, schema: unknown, root: Json): unknown {
  const types = typesOf(root, schema);
  if (types.length === 0 || types.includes("string")) return text;
  if (types.includes("null") && text === "") return null;
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  const isNumber = types.includes("integer") || types.includes("number");
  return isNumber && /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
