import { isDeepStrictEqual } from "node:util";
import { compareField } from "../compare/compare-fields.ts";
import { isSame } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { boundKeywords } from "./compare-bounds.ts";
import { constraintKeywords } from "./compare-constraints.ts";
import { keywordPair, type SchemaPair, valuesAt } from "./expand-schema.ts";
import type { Context } from "../compare/visits.ts";

const constraints = `
  type nullable enum const properties required additionalProperties unevaluatedProperties patternProperties
  dependentSchemas dependentRequired propertyNames items unevaluatedItems prefixItems contains contentSchema
  oneOf anyOf discriminator not if then else`;
/** Keywords that other files compare. Definitions matter only if something refers to them. */
const compared = new Set([
  ...boundKeywords,
  ...constraintKeywords,
  ...constraints.split(/\s+/),
  "$defs",
  "definitions",
]);

/** Compares the keywords that say something about a value without restricting it. */
export function* compareAnnotations(schemas: SchemaPair, { direction }: Context): Findings {
  const keywords = new Set([...schemas.base.keys(), ...schemas.revision.keys()]);
  for (const keyword of keywords) {
    if (compared.has(keyword)) continue;
    if (isDeepStrictEqual(valuesAt(schemas.base, keyword), valuesAt(schemas.revision, keyword))) continue;
    const pair = keywordPair(schemas, keyword);
    // A second place states the keyword too, as beside a `$ref`.
    if (isSame(pair)) continue;

    const owner = pair.revision.pointer.split("/").at(-2) ?? "";
    if (keyword === "default") yield finding("default-changed", pair, `\`${owner}\``, direction);
    else if (keyword === "xml") yield finding("xml-changed", pair, "`xml`");
    else if (keyword === "example" || keyword === "examples")
      yield finding("example-value-changed", pair, "the schema");
    else if (keyword === "readOnly" || keyword === "writeOnly")
      yield finding("documentation-changed", pair, `\`${keyword}\``);
    else yield* compareField(keyword, pair);
  }
}
