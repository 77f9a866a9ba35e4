import type { Format } from "./formats.ts";
import { isJson, type Json } from "./json.ts";

/** A rule of the contract that a value breaks. */
export interface Fault {
  /** The keyword of JSON Schema. */
  rule: string;
  /** What the value should be, such as `must be one of allow, ask, deny`. */
  message: string;
}

/** The phrase for a broken rule, or `false` if the value keeps it. */
type Rule = (expected: never, value: never, formats: Record<string, Format>) => string | false;

/** The rules that concern a value alone, the most telling first, by the type of the values that they apply to. */
export const rules: Record<string, Record<string, Rule>> = {
  any: {
    type: (types: unknown, value: unknown) => !isOfType(types, value) && `must be ${[types].flat().join(" or ")}`,
    const: (only: unknown, value: unknown) => !isSame(only, value) && `must be ${toText(only)}`,
    enum: (allowed: unknown[], value: unknown) => !allowed.some((one) => isSame(one, value)) && oneOf(allowed),
  },
  string: {
    minLength: (least: number, text: string) => [...text].length < least && `must have at least ${least} characters`,
    maxLength: (most: number, text: string) => [...text].length > most && `must have at most ${most} characters`,
    pattern: (source: string, text: string) => !toRegExp(source).test(text) && `must match the pattern ${source}`,
    format: (name: string, text: string, formats) => !hasFormat(formats[name], text) && `must match the format ${name}`,
  },
  number: {
    minimum: (least: number, value: number) => value < least && `must be at least ${least}`,
    maximum: (most: number, value: number) => value > most && `must be at most ${most}`,
    exclusiveMinimum: (bound: number, value: number) => value <= bound && `must be more than ${bound}`,
    exclusiveMaximum: (bound: number, value: number) => value >= bound && `must be less than ${bound}`,
    multipleOf: (factor: number, value: number) => !isMultiple(value / factor) && `must be a multiple of ${factor}`,
  },
  array: {
    minItems: (least: number, items: unknown[]) => items.length < least && `must have at least ${least} items`,
    maxItems: (most: number, items: unknown[]) => items.length > most && `must have at most ${most} items`,
    uniqueItems: (isUnique: boolean, items: unknown[]) =>
      isUnique && new Set(items.map(canonical)).size < items.length && "must not have equal items",
  },
  object: {
    minProperties: (least: number, value: Json) =>
      Object.keys(value).length < least && `must have at least ${least} properties`,
    maxProperties: (most: number, value: Json) =>
      Object.keys(value).length > most && `must have at most ${most} properties`,
  },
};

/** The first rule of a schema that a value breaks on its own, apart from its members. */
export function brokenRule(schema: Json, value: unknown, formats: Record<string, Format>): Fault | undefined {
  for (const [rule, phrase] of Object.entries({ ...rules["any"], ...rules[typeOf(value)] })) {
    const message = schema[rule] !== undefined && phrase(schema[rule] as never, value as never, formats);
    if (message) return { rule, message };
  }
  return undefined;
}

export function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Whether a value is of a type, or of one in a list. */
export function isOfType(types: unknown, value: unknown): boolean {
  const own = typeOf(value);
  return [types].flat().some((type) => type === own || (type === "integer" && Number.isInteger(value)));
}

function hasFormat(format: Format | undefined, text: string): boolean {
  if (typeof format === "function") return format(text);
  return format?.test(text) ?? true;
}

/** A phrase for a closed set. */
export function oneOf(allowed: unknown[]): string {
  return `must be one of ${allowed.map(toText).join(", ")}`;
}

const known = new Map<string, RegExp>();

/** A pattern of the contract. Not all are valid with the flag `u`; one that is not valid at all allows any text. */
export function toRegExp(source: string): RegExp {
  const compiled = known.get(source) ?? compile(source, "u") ?? compile(source) ?? /(?:)/;
  known.set(source, compiled);
  return compiled;
}

function compile(source: string, flags = ""): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a quotient is whole, but for the error of floating point. */
function isMultiple(quotient: number): boolean {
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * Number.EPSILON;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (isJson(one) && isJson(other) && canonical(one) === canonical(other));
}

/** JSON with the keys in order, so equal values have equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member) => {
    if (!isJson(member) || Array.isArray(member)) return member;
    // oxlint-disable-next-line unicorn/no-array-sort -- the array is new, and React Native has no `toSorted`.
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
