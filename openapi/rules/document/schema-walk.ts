import { type Context, idOf, type Place } from "./redocly.ts";
import { fits } from "./schema-fits.ts";
import { conjunctsOf, namedSchemas, schemasIn, schemasOfKey, unions } from "./subschemas.ts";

/** One schema that applies to one part of a value. */
export interface Application {
  value: unknown;
  /** The keys that lead to this part. */
  keys: string[];
  schema: Place;
}

/** Finds every schema that applies to a value or to a part of it. Of a union, only members that fit apply. */
export function* applySchema(part: Application, context: Context, seen = new Set<string>()): Generator<Application> {
  const { value, keys, schema } = part;
  // A recursive schema adds nothing about the same value.
  if (seen.has(idOf(schema.at))) return;
  seen.add(idOf(schema.at));
  yield part;

  const members = schemasIn(schema, unions).filter((member) => fits(value, member, context));
  for (const same of [...conjunctsOf(schema, context), ...members]) {
    yield* applySchema({ value, keys, schema: same }, context, seen);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    for (const below of schemasOfKey(schema, key, value)) {
      yield* applySchema({ value: entry, keys: [...keys, key], schema: below }, context);
    }
  }
}

/** Finds every schema below a schema, regardless of values. */
export function* reachSchemas(schema: Place, context: Context, seen = new Set<string>()): Generator<Place> {
  if (seen.has(idOf(schema.at))) return;
  seen.add(idOf(schema.at));
  yield schema;

  const next = [
    ...conjunctsOf(schema, context),
    ...namedSchemas(schema, "properties"),
    ...namedSchemas(schema, "patternProperties"),
    ...schemasIn(schema, [...unions, "prefixItems", "items", "additionalProperties"]),
  ];
  for (const one of next) yield* reachSchemas(one, context, seen);
}
