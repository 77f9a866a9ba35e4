/** A JSON object, or an array read like one. */
export type Json = Record<string, unknown>;

export function asJson(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** Whether a value has members: an object or an array. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

export function hasOwn(value: unknown, key: string): value is Json {
  return isJson(value) && Object.hasOwn(value, key);
}

export function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The target of a reference within a document, such as `#/components/schemas/Team`. */
export function targetOf(document: unknown, ref: string): unknown {
  const [start, ...keys] = decode(ref).split("/");
  if (start !== "#") return undefined;
  return keys.reduce((node, key) => {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    return hasOwn(node, name) ? node[name] : undefined;
  }, document);
}

function decode(ref: string): string {
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}
