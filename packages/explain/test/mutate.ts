import { escapeKey, isJson, type Json } from "../src/json.ts";

/** Values that are right in some places and wrong in others. */
const values: unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  1e21,
  "",
  " ",
  [],
  {},
  [[]],
  [{}],
  [null],
  ["a"],
  { a: 1 },
  "text",
  "{{template}}",
  "2024-01-01 00:00:00",
  "2024-02-30T00:00:00Z",
  "2024-06-30T23:59:60Z",
  "2024-01-01T24:00:00Z",
  "2021-08-10T10:00:00+05:30",
  "0000-02-29T00:00:00Z",
  "not a uuid",
  "urn:uuid:4a4de828-f4db-4c9e-adfd-434e0864c3c7",
  "4A4DE828-F4DB-4C9E-ADFD-434E0864C3C7",
  "http://",
  "https://example.com/a b",
  "mailto:a@example.com",
  "//example.com",
  "a:",
  "https://[::1]:80/?q#f",
  "https://exämple.com",
  "https://example.com/%zz",
  "api_key",
  "oauth2",
  "bearer",
  "page",
  "request",
  "transform",
  "allow",
  "get",
  "GET",
  "single_select",
  "comma",
  { format: "oauth2" },
  { format: "api_key" },
  { format: {} },
  { type: "form" },
  { steps: [] },
  { steps: [{ type: "request" }] },
  { type: "form", steps: [] },
  { format: "basic", config: null },
  { name: "a", type: "single_select" },
  { statusCode: "404" },
];
const keys = [
  "format",
  "type",
  "config",
  "steps",
  "fields",
  "name",
  "value",
  "__proto__",
  "constructor",
  "x/y",
  "a~b",
  "",
];

/** Random numbers from 0 to 1 that are the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 4294967296;
  };
}

/** Copies a body with up to three random changes. The other bodies lend parts. */
export function mutate(body: unknown, others: unknown[], random: () => number): { body: unknown; changes: string[] } {
  const copy = { "": structuredClone(body) };
  const count = 1 + Math.floor(random() ** 2 * 3);
  const changes = Array.from({ length: count }, () => changeOnce(copy, others, random));
  return { body: copy[""], changes };
}

function changeOnce(root: { "": unknown }, others: unknown[], random: () => number): string {
  const pick = <Item>(items: Item[]): Item => items[Math.floor(random() * items.length)]!;
  const { holder, key, pointer } = pick(placesIn(root));
  const kind = pick(["set", "set", "set", "borrow", "borrow", "remove", "add", "rename"]);
  const value = kind === "borrow" ? borrowed(pick(others), pick) : pick(values);

  if (kind === "remove" || kind === "rename") {
    const { [key]: old } = holder;
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (holder !== (root as Json)) delete holder[key];
    if (kind === "rename" && !Array.isArray(holder) && holder !== (root as Json)) define(holder, pick(keys), old);
  } else if (kind === "add" && isJson(holder[key])) {
    const target = holder[key];
    if (Array.isArray(target)) target.push(value);
    else define(target, pick(keys), value);
  } else holder[key] = structuredClone(value);
  return `${kind} ${pointer}`;
}

/** Sets an own property, also one called `__proto__`. */
function define(holder: Json, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value: structuredClone(value),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function borrowed(body: unknown, pick: <Item>(items: Item[]) => Item): unknown {
  const { holder, key } = pick(placesIn({ "": body }));
  return holder[key];
}

interface Spot {
  holder: Json;
  key: string;
  pointer: string;
}

function placesIn(holder: Json, pointer = ""): Spot[] {
  return Object.keys(holder).flatMap((key) => {
    const own = pointer === "" && key === "" ? "/" : `${pointer}/${escapeKey(key)}`;
    const value = holder[key];
    return [{ holder, key, pointer: own }, ...(isJson(value) ? placesIn(value, own) : [])];
  });
}
