import { type Explanation, explainSpots, type NameOf, toViolation, type Violation } from "./explanation.ts";
import { type FieldName, nameFields } from "./field-names.ts";
import { type Format, formats } from "./formats.ts";
import { outlineOf, type SchemaOutline } from "./outline.ts";
import { findSchema, type Place } from "./place.ts";
import { type Spot, walk } from "./walk.ts";

/** Explains the bodies of one contract. Every function throws a `RangeError` for a place that it does not have. */
export interface Explainer<Name extends string = string> {
  /** Explains every value of a body, each before its members. */
  explain(body: unknown, place: Place<Name>): Explanation[];
  /** Lists the rules that a body breaks, at most one for each value. */
  validate(body: unknown, place: Place<Name>): Violation[];
  /** Lists the values of a body with the schemas that apply to them, for tools that read more of these. */
  walk(body: unknown, place: Place<Name>): Spot[];
}

/** An explainer that also lists what can be explained. */
export interface DocumentExplainer extends Explainer {
  /** Lists the schemas of the document and their fields, in its order, with the anchors that explanations have. */
  outline(): SchemaOutline[];
}

/** A contract, and the formats that it uses. */
export interface Contract {
  document: object;
  formats: Record<string, Format>;
}

/**
 * Creates an explainer for an OpenAPI 3.1 document that has everything in one file.
 *
 * @example
 * const { validate } = createExplainer(JSON.parse(text));
 * for (const { pointer, message } of validate(pet, { schema: "Pet" })) console.log(pointer, message);
 */
export function createExplainer(document: object): DocumentExplainer {
  return { ...explainerOf({ document, formats }), outline: () => outlineOf(document) };
}

/** Creates an explainer that brings only some of the formats. */
export function explainerOf<Name extends string>({ document, formats }: Contract): Explainer<Name> {
  let names: WeakMap<object, FieldName> | undefined;
  const nameOf: NameOf = (schema) => {
    names ??= nameFields(document);
    return names.get(schema);
  };
  const walkBody = (body: unknown, place: Place, isJudging: boolean): Iterable<Spot> => {
    const { schema, direction } = findSchema(document, place);
    return walk({ document, formats, direction, isJudging, verdicts: new Map() }, schema, body);
  };

  return {
    explain: (body, place) => explainSpots(walkBody(body, place, false), nameOf),
    validate: (body, place) =>
      Array.from(walkBody(body, place, true), (spot) => toViolation(spot, nameOf)).filter((one) => one !== undefined),
    walk: (body, place) => [...walkBody(body, place, false)],
  };
}
