import { asJson, isJson, type Json } from "../src/json.ts";

/** One change of a body: the value at a pointer is set, or removed if no value is given. */
export interface Change {
  pointer: string;
  value?: unknown;
}

/** Copies a body with one value changed. Throws if the pointer does not fit, to catch typos. */
export function changed(body: unknown, { pointer, ...change }: Change): unknown {
  const keys = pointer.split("/").slice(1).map(unescape);
  const last = keys.pop();
  if (last === undefined) return change.value;
  const copy = structuredClone(body);
  const holder = keys.reduce<unknown>((node, key) => asJson(node)[key], copy);
  if (!isJson(holder)) throw new Error(`The body has nothing at ${pointer}.`);
  if ("value" in change) holder[last] = change.value;
  else remove(holder, last, pointer);
  return copy;
}

function remove(holder: Json, key: string, pointer: string): void {
  if (!Object.hasOwn(holder, key)) throw new Error(`The body has nothing at ${pointer}.`);
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function unescape(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
