/** Splits a JSON pointer (RFC 6901) into its keys. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a JSON pointer, or `undefined` if the document has none there. */
export function valueAt(document: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(
    (value, key) => (hasKey(value, key) ? Reflect.get(value, key) : undefined),
    document,
  );
}

/** Whether a value is an object with this own key, or an array with this index. */
export function hasKey(value: unknown, key: string): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) ? /^(0|[1-9]\d*)$/.test(key) && Number(key) < value.length : Object.hasOwn(value, key);
}
