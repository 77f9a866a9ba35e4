import { Validator } from "@cfworker/json-schema";
import { targetOf, toPointer } from "../contract/follow-ref.ts";
import { keysOf, ownValue } from "../contract/json-pointer.ts";

export interface SchemaViolation {
  /** A JSON pointer to the invalid part of the value. */
  pointer: string;
  message: string;
}

const validators = new WeakMap<object, Validator>();

/** Finds the first rule of a schema that a value breaks. The schema has to include the targets of its references. */
export function violationOf(schema: object, value: unknown): SchemaViolation | undefined {
  const known = validators.get(schema);
  const validator = known ?? new Validator(copyOf(schema), "2020-12");
  if (!known) validators.set(schema, validator);

  const { errors } = validator.validate(value);
  // Schemas that contain a broken rule are reported before the rule itself.
  const broken = errors.findLast(({ keyword }) => keyword in phrases) ?? errors.at(-1);
  if (!broken) return undefined;
  const expected = keywordAt(schema, toPointer(broken.keywordLocation));
  const phrase = phrases[broken.keyword]?.(expected) ?? "is not valid";
  return { pointer: toPointer(broken.instanceLocation.slice(1)), message: phrase };
}

/** The validator modifies the schema that it gets. */
function copyOf(schema: object): object {
  return JSON.parse(JSON.stringify(schema));
}

const phrases: Record<string, (expected: unknown) => string> = {
  type: (types) => `must be ${[types].flat().join(" or ")}`,
  enum: (values) => `must be one of ${[values].flat().map(toText).join(", ")}`,
  const: (value) => `must be ${toText(value)}`,
  format: (name) => `must match format "${name}"`,
  pattern: (source) => `must match pattern "${source}"`,
  minimum: (least) => `must be at least ${least}`,
  maximum: (most) => `must be at most ${most}`,
  exclusiveMinimum: (bound) => `must be more than ${bound}`,
  exclusiveMaximum: (bound) => `must be less than ${bound}`,
  multipleOf: (factor) => `must be a multiple of ${factor}`,
  minLength: (least) => `must have at least ${least} characters`,
  maxLength: (most) => `must have at most ${most} characters`,
  minItems: (least) => `must have at least ${least} items`,
  maxItems: (most) => `must have at most ${most} items`,
  uniqueItems: () => "must not have duplicate items",
  required: (names) => `must have ${[names].flat().join(", ")}`,
};

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The value of a keyword, following the references on the way. */
function keywordAt(schema: object, location: string): unknown {
  return keysOf(location).reduce<unknown>((node, key) => {
    const value = ownValue(node, key);
    return key === "$ref" ? (targetOf(schema, value) ?? value) : value;
  }, schema);
}
