import { anchorOf, type FieldName } from "./field-names.ts";
import type { Json } from "./json.ts";
import type { Spot } from "./walk.ts";

/** A rule of the contract that a value breaks. No part of the value is in it. */
export interface Violation {
  /** A JSON pointer to the value, or to where it is missing; empty for the body itself. */
  pointer: string;
  /** The keyword of JSON Schema, such as `type`, `required` or `format`. */
  rule: string;
  /** What the value should be, to follow its name: `must be one of allow, ask, deny`. */
  message: string;
  /** The address of the field in the reference, after the `#`. */
  anchor?: string;
}

/** What the contract says about one value of a body. The value itself is not in it. */
export interface Explanation extends Partial<FieldName> {
  /** A JSON pointer to the value, empty for the body itself. */
  pointer: string;
  /** The address of the field in the reference, after the `#`, such as `Integration.sharing`. */
  anchor?: string;
  /** The schema that the value keeps or comes closest to, such as `OAuth2Credential`, if it has a name. */
  type?: string;
  /** What the value is for: the first sentence of its description, in Markdown. The reference has all of it. */
  meaning?: string;
  /** Whether the value must not be logged or shown: the contract marks it, and it is not only a template. */
  isSecret: boolean;
  /** Whether the value is a text with a `{{placeholder}}`. */
  isTemplate: boolean;
  /**
   * Whether the contract does not declare the value's key, or one above it, or the value is in an object or list where
   * another type is declared. It may be anything, also a secret.
   */
  isUnknown: boolean;
  /** Whether the contract requires the value, but the body does not have it. */
  isMissing: boolean;
  /** The first rule that the value breaks. */
  violation?: Violation;
}

/** Finds the name of a schema. */
export type NameOf = (schema: Json) => FieldName | undefined;

export function explainSpots(spots: Iterable<Spot>, nameOf: NameOf): Explanation[] {
  const found: Explanation[] = [];
  /** The explanation of the last value at each depth. */
  const above: Explanation[] = [];
  for (const spot of spots) {
    const explanation = explainSpot(spot, above[spot.depth - 1], nameOf);
    found.push(explanation);
    above[spot.depth] = explanation;
  }
  return found;
}

function explainSpot(spot: Spot, above: Explanation | undefined, nameOf: NameOf): Explanation {
  const { pointer, value, schemas, others, isMissing, isUnknown } = spot;
  const named = schemas.flatMap((schema) => nameOf(schema) ?? []);
  const type = named.filter(({ key }) => key === undefined).at(-1)?.schema;
  const [meaning] = [...schemas, ...others].flatMap(({ description }) => description ?? []);
  const isMarked = [...schemas, ...others].some((schema) => schema["x-secret"] === true);
  const violation = toViolation(spot, nameOf);
  return {
    pointer,
    ...(!isUnknown && toField(named[0] ?? above)),
    ...(type !== undefined && { type }),
    ...(!isUnknown && meaning !== undefined && { meaning: firstSentence(String(meaning)) }),
    isSecret: above?.isSecret === true || (isMarked && !isHarmless(value)),
    isTemplate: typeof value === "string" && value.includes("{{") && value.includes("}}", value.indexOf("{{") + 2),
    isUnknown,
    isMissing,
    ...(violation && { violation }),
  };
}

/** A value without a declaration of its own belongs to the field that contains it. */
function toField({ schema, key }: Partial<FieldName> = {}): Partial<Explanation> {
  if (schema === undefined) return {};
  return { schema, ...(key !== undefined && { key }), anchor: anchorOf({ schema, key }) };
}

export function toViolation({ pointer, fault, schemas }: Spot, nameOf: NameOf): Violation | undefined {
  if (!fault) return undefined;
  const [field] = schemas.flatMap((schema) => nameOf(schema) ?? []);
  return { pointer, ...fault, ...(field && { anchor: anchorOf(field) }) };
}

/** The first sentence of a description, in one line. */
export function firstSentence(description: string): string {
  const line = description.trim().replaceAll(/\s+/g, " ");
  return /^.*?[.!?](?= [A-Z`{])/.exec(line)?.[0] ?? line;
}

/** Whether a value that is marked as secret does not give anything away. */
function isHarmless(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  const text = typeof value === "string" ? value.trim() : "";
  return text.startsWith("{{") && text.indexOf("}}", 2) === text.length - 2;
}
