/** One change of a body: the value at a pointer is set, or removed where no value is given. */
export interface Patch {
  pointer: string;
  value?: unknown;
}

/** Copies a body with one key changed. Every key but the last must exist, so that a typo is noticed. */
export function patched(body: unknown, { pointer, ...change }: Patch): unknown {
  const copy = structuredClone(body);
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = keys.pop() ?? "";

  const parent = keys.reduce<unknown>((node, key) => Reflect.get(Object(node), key), copy);
  if (typeof parent !== "object" || parent === null) throw new Error(`Nothing stands above ${pointer}.`);

  if ("value" in change) Reflect.set(parent, last, change.value);
  else if (!Reflect.deleteProperty(parent, last) || !last) throw new Error(`Nothing to remove at ${pointer}.`);
  return copy;
}
