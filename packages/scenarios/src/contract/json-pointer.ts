/** Splits a JSON pointer (RFC 6901) into its keys. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * Reads the value at a JSON pointer (RFC 6901).
 *
 * @returns `undefined` if there is no such value
 */
export function valueAt(document: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(ownValue, document);
}

/** Reads what an object has under an own key, or an array at an index. */
export function ownValue(value: unknown, key: string): unknown {
  return hasKey(value, key) ? Reflect.get(value, key) : undefined;
}

/** Whether a value is an object with this own key, or an array with this index. */
export function hasKey(value: unknown, key: string): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) ? /^(0|[1-9]\d*)$/.test(key) && Number(key) < value.length : Object.hasOwn(value, key);
}
