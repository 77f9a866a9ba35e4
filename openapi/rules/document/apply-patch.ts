import { hasKey, keysOf } from "./json-pointer.ts";

/** One change of a JSON Patch (RFC 6902). */
export interface Change {
  op: "add" | "replace" | "remove";
  path: string;
  value?: unknown;
}

/** Applies a change to a copy of a document. Throws if the path does not exist in it. */
export function applyChange(document: unknown, change: Change): unknown {
  const copy = structuredClone(document);
  const keys = keysOf(change.path);
  const last = keys.pop() ?? "";
  const parent = keys.reduce<unknown>((node, key) => (hasKey(node, key) ? Reflect.get(node, key) : undefined), copy);

  if (typeof parent !== "object" || parent === null) throw new Error(`${change.path} has no parent`);
  if (Array.isArray(parent)) changeEntry(parent, last, change);
  else changeKey(parent, last, change);
  return copy;
}

function changeEntry(list: unknown[], key: string, { op, path, value }: Change): void {
  const isEnd = op === "add" && (key === "-" || key === String(list.length));
  if (!isEnd && !hasKey(list, key)) throw new Error(`${path} does not exist`);

  const index = isEnd ? list.length : Number(key);
  if (op === "remove") list.splice(index, 1);
  else list.splice(index, op === "add" ? 0 : 1, value);
}

function changeKey(holder: object, key: string, { op, path, value }: Change): void {
  if (op !== "add" && !hasKey(holder, key)) throw new Error(`${path} does not exist`);

  if (op === "remove") Reflect.deleteProperty(holder, key);
  // An assignment to `__proto__` would set the prototype.
  else Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}
