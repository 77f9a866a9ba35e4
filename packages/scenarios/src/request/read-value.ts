import { asJson, type Json } from "../contract/follow-ref.ts";
import { itemsOf, propertyOf, typesOf } from "../contract/schema-parts.ts";
import { violationOf } from "./schema-violation.ts";

/** The texts of a value, below the keys that lead to each. */
export type Tree = Map<string, Tree | string[]>;

/** Adds a text to a tree. */
export function plant(tree: Tree, [key = "", ...rest]: string[], text: string): void {
  const below = tree.get(key);
  if (rest.length === 0) tree.set(key, [...(Array.isArray(below) ? below : []), text]);
  else {
    const branch: Tree = below instanceof Map ? below : new Map();
    tree.set(key, branch);
    plant(branch, rest, text);
  }
}

/** Splits `name[a][b]` into its keys. */
export function keysIn(key: string): string[] {
  const cut = key.indexOf("[");
  return cut < 1 ? [key] : [key.slice(0, cut), ...[...key.matchAll(/\[(.*?)\]/g)].map(([, inner = ""]) => inner)];
}

/** Reads texts as a schema types them: `10` is a number if the schema expects one. */
export function toValue(node: Tree | string[], schema: unknown, root: Json): unknown {
  const types = typesOf(root, schema);
  const isList = types.includes("array");
  if (Array.isArray(node)) {
    const list = (): unknown => node.map((text) => toValue([text], itemsOf(root, schema), root));
    return choose([...(isList ? [list()] : []), ...scalars(node.at(-1) ?? "", types)], schema, root);
  }
  const object = Object.fromEntries(
    [...node].map(([key, part]) => [key, toValue(part, propertyOf(root, schema, key), root)]),
  );
  if (!isList) return object;
  // `a[]=1&a[]=2` and `a[0]=1&a[1]=2` are lists.
  const list = [...node.values()].flatMap((part) =>
    toValue(part, part instanceof Map ? itemsOf(root, schema) : schema, root),
  );
  return choose([list, object], schema, root);
}

/** The first of several readings that a schema allows, or else the first. */
export function choose(readings: unknown[], schema: unknown, root: Json): unknown {
  if (readings.length === 1) return readings[0];
  // A schema that stays the same is prepared only once.
  const whole = schema === root ? root : { ...asJson(schema), $defs: root["$defs"] };
  const allowed = readings.find((reading) => violationOf(whole, reading) === undefined);
  return allowed === undefined ? readings[0] : allowed;
}

/** What a text may be, the most likely reading first. */
export function scalars(text: string, types: string[]): unknown[] {
  const isText = types.length === 0 || types.includes("string");
  const typed = toTyped(text, types);
  if (typed === undefined) return [text];
  return isText ? [text, typed] : [typed];
}

function toTyped(text: string, types: string[]): unknown {
  if (types.includes("null") && /^(null)?$/.test(text)) return null;
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  const isNumber = types.includes("integer") || types.includes("number");
  if (isNumber && /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  return types.includes("object") || types.includes("array") ? parseJson(text) : undefined;
}

/** Returns `undefined` if a text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
