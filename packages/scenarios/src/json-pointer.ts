export function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((node, key) => Reflect.get(Object(node), key), document);
}

/** Copies a document with another value at a pointer. */
export function withValueAt(document: unknown, pointer: string, value: unknown): unknown {
  const copy = structuredClone(document);
  const keys = pointer.split("/").slice(1);
  const last = keys.pop() ?? "";
  const parent = keys.reduce<unknown>((node, key) => Reflect.get(Object(node), key), copy);
  Reflect.set(Object(parent), last, value);
  return copy;
}
