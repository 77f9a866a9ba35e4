import RandExp from "randexp";
import { asJson, type Json, targetOf } from "../contract/follow-ref.ts";
import { isReadOnly, itemsOf, propertyNames, propertyOf } from "../contract/schema-parts.ts";
import { violationOf } from "./schema-violation.ts";

/** Values of which one fits almost any type and format. */
const usual = [
  "any",
  "00000000-0000-4000-8000-000000000000",
  "2024-01-01T00:00:00Z",
  "2024-01-01",
  "00:00:00Z",
  "P1D",
  "https://example.com/",
  "any@example.com",
  "example.com",
  "127.0.0.1",
  "::1",
  "/any",
  "#/any",
  "0",
  1,
  0,
  true,
  false,
  null,
];

/** Below this many references, a made-up value has only what is required. */
const deep = 3;

const samples = new WeakMap<object, unknown>();

/** Finds a value that a schema allows: one that the contract shows, or else one that is made up. */
export function sampleOf(schema: object): unknown {
  if (!samples.has(schema)) samples.set(schema, sampleAt(schema, asJson(schema), []));
  const sample = samples.get(schema);
  return sample === undefined ? "any" : sample;
}

/** The values that a schema allows among these and some usual ones. */
export function valuesOf(schema: object, preferred: unknown[]): unknown[] {
  const parts = partsOf(asJson(schema), schema);
  const candidates = [...preferred, ...textsFor(parts), ...usual, ...numbersFor(parts)];
  return candidates.filter((candidate) => violationOf(schema, candidate) === undefined);
}

/** Returns `undefined` if it does not find a value, as where a schema is part of itself. */
function sampleAt(schema: unknown, root: Json, trail: unknown[]): unknown {
  const refs = refsOf(root, schema);
  if (refs.some((ref) => trail.includes(ref))) return undefined;
  const whole = { ...asJson(schema), $defs: root["$defs"] };
  for (const candidate of candidatesFor(whole, root, [...trail, ...refs])) {
    if (candidate !== undefined && violationOf(whole, candidate) === undefined) return candidate;
  }
  return undefined;
}

function* candidatesFor(schema: Json, root: Json, trail: unknown[]): Iterable<unknown> {
  const parts = partsOf(root, schema);
  for (const { const: only, examples, default: usually, enum: allowed } of parts)
    yield* [only, listOf(examples)[0], usually, ...listOf(allowed)];
  yield* composed(schema, root, trail);
  yield* usual;
  yield* textsFor(parts);
  yield* numbersFor(parts);
}

/** What a schema is composed of: the branches of a union, or the parts of an object or a list. */
function* composed(schema: Json, root: Json, trail: unknown[]): Iterable<unknown> {
  const parts = partsOf(root, schema);
  const union = parts.find(({ anyOf, oneOf }) => anyOf ?? oneOf);
  if (union) {
    const { anyOf, oneOf, ...rest } = union;
    const others = parts.filter((part) => part !== union);
    for (const branch of [...listOf(oneOf), ...listOf(anyOf)])
      yield sampleAt({ allOf: [...others, rest, branch] }, root, trail);
    return;
  }
  const isAny = (type: string, ...keywords: string[]): boolean =>
    parts.some(
      (part) => [part["type"]].flat().includes(type) || keywords.some((keyword) => part[keyword] !== undefined),
    );
  if (isAny("object", "properties", "required")) yield objectFor(schema, root, trail);
  if (isAny("array", "items", "minItems")) yield listFor(schema, root, trail);
}

/** Texts as a pattern or a length demands. */
function textsFor(parts: Json[]): string[] {
  const lengths = parts.flatMap(({ minLength, maxLength }) => [minLength, maxLength].filter(isNumber));
  const patterns = parts.flatMap(({ pattern }) => (typeof pattern === "string" ? [pattern] : []));
  const matching = patterns.flatMap((pattern) => [1, 0, 2, ...lengths].flatMap((size) => textFor(pattern, size)));
  return [...matching, ...lengths.map((length) => "a".repeat(Math.min(length, longest)))];
}

const longest = 10_000;

// Its types describe another export than the one that it has.
const Maker = RandExp as unknown as typeof RandExp.default;

/** Takes the choice of each repetition and of each character that this number selects, instead of a random one. */
function textFor(pattern: string, size: number): string[] {
  try {
    const maker = new Maker(pattern);
    maker.max = Math.min(size, longest);
    maker.randInt = (least, most) => Math.min(most, Math.max(least, size));
    return [maker.gen()];
  } catch {
    return [];
  }
}

function numbersFor(parts: Json[]): number[] {
  const bounds = parts.flatMap(({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) =>
    [minimum, maximum, exclusiveMinimum, exclusiveMaximum].filter(isNumber),
  );
  const factors = parts.flatMap(({ multipleOf }) => (isNumber(multipleOf) ? [multipleOf] : []));
  const near = bounds.flatMap((bound) => [bound, Math.floor(bound) + 1, Math.ceil(bound) - 1]);
  const between = bounds.length > 1 ? [(Math.min(...bounds) + Math.max(...bounds)) / 2] : [];
  const multiples = factors.flatMap((factor) => [
    factor,
    ...near.flatMap((bound) => [Math.ceil(bound / factor), Math.floor(bound / factor)]).map((n) => n * factor),
  ]);
  return [...near, ...between, ...multiples];
}

/** An object with all that is required, and all for which the contract shows a value. */
function objectFor(schema: Json, root: Json, trail: unknown[]): Json {
  const required = partsOf(root, schema).flatMap((part) => listOf(part["required"]).map(String));
  const shown = propertyNames(root, schema).filter((name) => {
    const property = propertyOf(root, schema, name);
    const isShown = partsOf(root, property).some((part) => part["examples"] !== undefined);
    return isShown && trail.length <= deep && !isReadOnly(root, property);
  });
  const names = [...new Set([...required, ...shown])];
  const values = names.map((name) => [name, sampleAt(propertyOf(root, schema, name), root, trail)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function listFor(schema: Json, root: Json, trail: unknown[]): unknown[] {
  const demanded = partsOf(root, schema).map(({ minItems }) => (isNumber(minItems) ? minItems : 0));
  const least = Math.max(trail.length <= deep ? 1 : 0, ...demanded);
  const item = least === 0 ? undefined : sampleAt(itemsOf(root, schema), root, trail);
  return item === undefined ? [] : Array.from({ length: Math.min(least, longest) }, () => item);
}

/** A schema and all that applies with it, apart from the branches of its unions. */
function partsOf(root: Json, schema: unknown): Json[] {
  const { $ref: ref, allOf, ...own } = asJson(schema);
  const target = targetOf(root, ref);
  return [own, ...[...(target === undefined ? [] : [target]), ...listOf(allOf)].flatMap((part) => partsOf(root, part))];
}

/** The references that lead to those parts. */
function refsOf(root: Json, schema: unknown): unknown[] {
  const { $ref: ref, allOf } = asJson(schema);
  const target = targetOf(root, ref);
  const found = target === undefined ? [] : [ref, ...refsOf(root, target)];
  return [...found, ...listOf(allOf).flatMap((part) => refsOf(root, part))];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
