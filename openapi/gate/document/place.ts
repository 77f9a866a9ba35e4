import { isDeepStrictEqual } from "node:util";
import { hasKey, keysOf, valueAt } from "../../rules/document/json-pointer.ts";

export type Node = Record<string, unknown>;

/** A value in a document, or the absence of one if `value` is undefined. */
export interface Place {
  readonly document: Node;
  readonly pointer: string;
  readonly value: unknown;
}

/** The same thing in both documents. One of the two may be absent. */
export interface Pair {
  readonly base: Place;
  readonly revision: Place;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function rootOf(document: Node): Place {
  return { document, pointer: "", value: document };
}

export function childOf({ document, pointer, value }: Place, key: string | number): Place {
  const name = String(key);
  const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
  return {
    document,
    pointer: `${pointer}/${escaped}`,
    value: hasKey(value, name) ? Reflect.get(value, name) : undefined,
  };
}

export function childrenOf(place: Place): [key: string, child: Place][] {
  const { value } = place;
  return typeof value === "object" && value !== null ? Object.keys(value).map((key) => [key, childOf(place, key)]) : [];
}

/** Follows `$ref` into the same document. A reference to elsewhere, or to itself, stays as it is. */
export function resolve(place: Place): Place {
  const passed = new Set<string>();
  let found = place;
  while (isNode(found.value) && typeof found.value["$ref"] === "string") {
    const target = targetOf(found, found.value["$ref"]);
    if (!target || passed.has(target.pointer)) return found;
    passed.add(target.pointer);
    found = target;
  }
  return found;
}

/** The place that a reference points to, if it is in the document. */
export function targetOf({ document }: Place, reference: string): Place | undefined {
  if (!reference.startsWith("#")) return undefined;

  const pointer = decode(reference.slice(1));
  const value = pointer === "" || pointer.startsWith("/") ? valueAt(document, pointer) : undefined;
  if (value === undefined) return undefined;
  // Written with our own escapes, so that one place has one pointer.
  return keysOf(pointer).reduce<Place>(childOf, rootOf(document));
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

export function childPair({ base, revision }: Pair, key: string | number): Pair {
  return { base: childOf(base, key), revision: childOf(revision, key) };
}

/** The children of both sides by key, those of the base first. */
export function childPairs(pair: Pair): [key: string, child: Pair][] {
  const keys = new Set([...childrenOf(pair.base), ...childrenOf(pair.revision)].map(([key]) => key));
  return [...keys].map((key) => [key, childPair(pair, key)]);
}

export function resolvePair({ base, revision }: Pair): Pair {
  return { base: resolve(base), revision: resolve(revision) };
}

export function isAbsent({ value }: Place): boolean {
  return value === undefined;
}

/** Whether both sides are equal; the order of keys does not matter. */
export function isSame({ base, revision }: Pair): boolean {
  return isDeepStrictEqual(base.value, revision.value);
}
