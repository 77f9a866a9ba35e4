import type { Change } from "../contract/catalogue.ts";
import { hasKey, keysOf, valueAt } from "../contract/json-pointer.ts";

/** Applies the changes of a JSON Patch (RFC 6902) to a copy of a document. */
export function applyPatch(document: unknown, patch: Change[]): unknown {
  // Bodies are JSON, and not every test environment has structuredClone.
  const copy: unknown = JSON.parse(JSON.stringify(document));
  for (const change of patch) applyTo(copy, change);
  return copy;
}

function applyTo(document: unknown, change: Change): void {
  const cut = change.path.lastIndexOf("/");
  const parent = valueAt(document, change.path.slice(0, cut));
  const [key = ""] = keysOf(change.path.slice(cut));

  if (typeof parent !== "object" || parent === null) throw misfit(change);
  if (Array.isArray(parent)) changeEntry(parent, key, change);
  else changeKey(parent, key, change);
}

function changeEntry(list: unknown[], key: string, change: Change): void {
  const isEnd = change.op === "add" && (key === "-" || key === String(list.length));
  if (!isEnd && !hasKey(list, key)) throw misfit(change);

  const index = isEnd ? list.length : Number(key);
  if (change.op === "remove") list.splice(index, 1);
  else list.splice(index, change.op === "add" ? 0 : 1, change.value);
}

function changeKey(holder: object, key: string, change: Change): void {
  if (change.op !== "add" && !hasKey(holder, key)) throw misfit(change);

  if (change.op === "remove") Reflect.deleteProperty(holder, key);
  // An assignment to `__proto__` would set the prototype.
  else
    Object.defineProperty(holder, key, { value: change.value, writable: true, enumerable: true, configurable: true });
}

function misfit({ op, path }: Change): TypeError {
  return new TypeError(`Failed to patch an example: it has no ${path} to ${op}. Correct the patch in the contract.`);
}
