import type { Parameter } from "../contract/catalogue.ts";
import { asJson, type Json } from "../contract/follow-ref.ts";
import { isJson } from "../contract/media-type.ts";
import { isOpen, propertyNames, typesOf } from "../contract/schema-parts.ts";
import { splitParameter, withoutPrefix } from "../contract/parameter-style.ts";
import { choose, keysIn, parseJson, plant, scalars, toValue, type Tree } from "./read-value.ts";
import { cookiesOf, type ScenarioRequest } from "./scenario-request.ts";

export type Reading =
  | { kind: "value"; value: unknown }
  | { kind: "missing" }
  /** More than one value, or none that could be read. */
  | { kind: "unreadable"; message: string };

/** Where the values of parameters are in a request. */
export interface ParameterSource extends Pick<ScenarioRequest, "headers" | "query"> {
  /** Decoded, by name. */
  path: Record<string, string>;
  /** Lists the names that belong to other parameters in the same place. */
  taken: () => string[];
}

const missing: Reading = { kind: "missing" };

/** Reads the value of a parameter from a request as its schema types it. */
export function readParameter(parameter: Parameter, source: ParameterSource): Reading {
  const pairs = pairsIn(parameter.in, source);
  const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
  const texts = pairs.flatMap(([key, text]) => (key === name ? [text] : []));
  const [text] = texts;
  if (text === "" && parameter.allowEmptyValue) return missing;
  if (parameter.contentType !== undefined)
    return text === undefined ? missing : readContent(text, parameter.contentType);

  const root = asJson(parameter.schema);
  const types = typesOfSchema(root);
  const tree = treeOf(parameter, types.includes("object") ? text : undefined, {
    pairs: types.includes("object") || parameter.style === "deepObject" ? pairs : [],
    taken: source.taken,
  });
  const isInParts = parameter.style === "form" && parameter.explode;
  const splitItems = (): string[] => texts.flatMap((part) => splitParameter(parameter, part, "list"));
  const items = types.includes("array") && !isInParts ? splitItems() : texts;
  const readings = [
    ...(tree.size > 0 ? [toValue(tree, root, root)] : []),
    ...(text !== undefined && types.includes("array") ? [items.length === 0 ? [] : toValue(items, root, root)] : []),
    ...(text !== undefined && texts.length === 1 ? scalars(withoutPrefix(parameter, text), types) : []),
  ];
  if (readings.length > 0) return { kind: "value", value: choose(readings, root, root) };
  return text === undefined ? missing : { kind: "unreadable", message: "must be given once" };
}

/** By schema, because a server reads the same few parameters with every request. */
const known = new WeakMap<Json, string[]>();

function typesOfSchema(schema: Json): string[] {
  const types = known.get(schema) ?? typesOf(schema, schema);
  known.set(schema, types);
  return types;
}

function pairsIn(place: string, { query, headers, path }: ParameterSource): [name: string, text: string][] {
  if (place === "query") return [...query];
  if (place === "cookie") return [...cookiesOf({ headers })];
  return Object.entries(place === "header" ? headers : path);
}

function readContent(text: string, contentType: string): Reading {
  const value = isJson(contentType) ? parseJson(text) : text;
  return value === undefined ? { kind: "unreadable", message: "must be JSON" } : { kind: "value", value };
}

/** The parts of an object: it is in brackets, spread over the query or the cookies, or in one text. */
function treeOf(
  parameter: Parameter,
  text: string | undefined,
  { pairs, taken: listTaken }: { pairs: [string, string][]; taken: () => string[] },
): Tree {
  const { name, style, explode, in: place } = parameter;
  const root = asJson(parameter.schema);
  const tree: Tree = new Map();

  if (style === "deepObject") {
    for (const [key, value] of pairs) if (key.startsWith(`${name}[`)) plant(tree, keysIn(key).slice(1), value);
  } else if (style === "form" && explode && (place === "query" || place === "cookie")) {
    const names = propertyNames(root, root);
    const taken = pairs.length === 0 ? [] : listTaken();
    const isOwn = (key: string): boolean =>
      names.includes(key) || (isOpen(root, root) && !taken.includes(key) && !taken.includes(keysIn(key)[0] ?? ""));
    for (const [key, value] of pairs) if (isOwn(key)) plant(tree, [key], value);
  } else if (text !== undefined) {
    for (const [key, value] of toPairs(splitParameter(parameter, text, "object"), explode)) plant(tree, [key], value);
  }
  return tree;
}

function toPairs(parts: string[], explode: boolean): [string, string][] {
  if (explode) return parts.map((part) => [part.split("=")[0] ?? "", part.split("=").slice(1).join("=")]);
  return parts.flatMap((key, index) => (index % 2 === 0 ? [[key, parts[index + 1] ?? ""]] : []));
}
