import { asJson, followRef, type Json, toPointer } from "./follow-ref.ts";
import { hasKey, keysOf, valueAt } from "./json-pointer.ts";

/** Copies a schema together with the targets of its references, each under its pointer in the contract. */
export function selfContained(root: Json, schema: unknown): Json {
  const copy: Json = copyOf(followRef(root, schema));
  // A whole schema is placed before any part of it.
  const pointers = [...referencesIn(root, copy)].toSorted((one, other) => one.length - other.length);
  for (const pointer of pointers) place(copy, keysOf(pointer), valueAt(root, pointer));
  return copy;
}

function referencesIn(root: Json, node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;

  for (const [key, value] of Object.entries(node)) {
    const pointer = key === "$ref" && typeof value === "string" ? toPointer(value) : undefined;
    if (pointer !== undefined && !found.has(pointer)) {
      found.add(pointer);
      referencesIn(root, valueAt(root, pointer), found);
    }
    referencesIn(root, value, found);
  }
  return found;
}

function place(holder: Json, [key, ...rest]: string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) holder[key] ??= copyOf(value);
  else place((holder[key] = hasKey(holder, key) ? asJson(holder[key]) : {}), rest, value);
}

function copyOf<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
