import { hasKey, valueAt } from "./json-pointer.ts";
import { decodePercent } from "./percent-encoding.ts";

export type Json = Record<string, unknown>;

/** The value itself if it has keys, or else an object without any. */
export function asJson(value: unknown): Json {
  return isJsonObject(value) ? value : {};
}

function isJsonObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

export function entries(value: unknown): [string, unknown][] {
  return Object.entries(asJson(value));
}

/** Follows a `$ref` within a document; its sibling keys win. Stops at a circular reference. */
export function followRef(document: unknown, value: unknown, followed: string[] = []): Json {
  const { $ref: ref, ...siblings } = asJson(value);
  if (typeof ref !== "string" || followed.includes(ref)) return siblings;
  return { ...followRef(document, targetOf(document, ref), [...followed, ref]), ...siblings };
}

/**
 * What a reference within a document leads to.
 *
 * @returns `undefined` if it leads nowhere, to another document or to an anchor
 */
export function targetOf(document: unknown, ref: unknown): unknown {
  return typeof ref === "string" && ref.startsWith("#/") ? valueAt(document, toPointer(ref)) : undefined;
}

/** Returns the pointer to the value at a path of keys, following every `$ref` on the way. */
export function pointerTo(document: unknown, keys: string[]): string {
  return keys.reduce((pointer, key) => {
    const holder = holderOf(document, pointer, key);
    return `${holder}/${escapeKey(key)}`;
  }, "#");
}

function holderOf(document: unknown, pointer: string, key: string, followed: string[] = []): string {
  const value = valueAt(document, pointer);
  const { $ref: ref } = asJson(value);
  if (hasKey(value, key) || typeof ref !== "string" || followed.includes(ref)) return pointer;
  return holderOf(document, toPointer(ref), key, [...followed, ref]);
}

export function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Decodes the pointer in a reference: in a URI, it is percent-encoded (RFC 6901, section 6). */
export function toPointer(ref: string): string {
  return decodePercent(ref);
}
