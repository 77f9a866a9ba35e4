import { childrenOf, type Pair, type Place } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareSchemas } from "./compare-schema.ts";
import { expandSchema, keywordPair, type Schema, type SchemaPair, valuesAt } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";

/** Compares properties, which of them are required, and what is allowed beside them. */
export function* compareObject(schemas: SchemaPair, context: Context): Findings {
  const { direction } = context;
  const [base, revision] = [propertiesOf(schemas.base), propertiesOf(schemas.revision)];
  const isHidden = (places: Place[] | undefined): boolean => isHiddenIn(expandSchema(places ?? []), context);

  for (const name of new Set([...base.keys(), ...revision.keys()])) {
    const [from, to] = [base.get(name), revision.get(name)];
    const [was, is] = [from && !isHidden(from) ? from : undefined, to && !isHidden(to) ? to : undefined];
    const at = {
      base: from?.[0] ?? absent(schemas, "base", name),
      revision: to?.[0] ?? absent(schemas, "revision", name),
    };
    if (was && is) yield* compareSchemas(was, is, at, context);
    else if (was) yield finding("property-removed", at, `The property \`${name}\``, direction);
    else if (is) yield finding("property-added", at, `The property \`${name}\``, direction);
  }
  yield* compareRequired(
    schemas,
    (name) => isHidden(base.get(name)),
    (name) => isHidden(revision.get(name)),
    context,
  );

  for (const keyword of ["additionalProperties", "unevaluatedProperties"]) {
    const [from, to] = [schemas.base.get(keyword) ?? [], schemas.revision.get(keyword) ?? []];
    yield* compareSchemas(from, to, keywordPair(schemas, keyword), context);
  }
}

/** The schemas of each property that apply together. */
export function propertiesOf(schema: Schema): Map<string, Place[]> {
  const properties = new Map<string, Place[]>();
  for (const place of schema.get("properties") ?? []) {
    for (const [name, child] of childrenOf(place)) properties.set(name, [...(properties.get(name) ?? []), child]);
  }
  return properties;
}

/** A read-only property is not sent, and a write-only one not received. */
function isHiddenIn(schema: Schema, { direction }: Context): boolean {
  return valuesAt(schema, direction === "request" ? "readOnly" : "writeOnly").includes(true);
}

function absent(schemas: SchemaPair, side: keyof Pair, name: string): Place {
  const { document, pointer } = keywordPair(schemas, "properties")[side];
  return { document, pointer: `${pointer}/${name}`, value: undefined };
}

type IsHidden = (name: string) => boolean;

function* compareRequired(
  schemas: SchemaPair,
  wasHidden: IsHidden,
  isHidden: IsHidden,
  { direction }: Context,
): Findings {
  const requiredBy = (schema: Schema): string[] => [...new Set(valuesAt(schema, "required").flat())].map(String);
  const base = requiredBy(schemas.base).filter((name) => !wasHidden(name));
  const revision = requiredBy(schemas.revision).filter((name) => !isHidden(name));
  const [before, after] = [propertiesOf(schemas.base), propertiesOf(schemas.revision)];
  const pair = keywordPair(schemas, "required");

  for (const name of revision.filter((name) => !base.includes(name))) {
    const isNew = !before.has(name) && after.has(name) && direction === "response";
    yield finding(isNew ? "property-added" : "became-required", pair, `The property \`${name}\``, direction);
  }
  for (const name of base.filter((name) => !revision.includes(name))) {
    const isRemoved = before.has(name) && !after.has(name);
    yield finding(isRemoved ? "property-removed" : "became-optional", pair, `The property \`${name}\``, direction);
  }
}
