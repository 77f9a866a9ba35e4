import { keysOf } from "./json-pointer.ts";
import type { Location } from "./redocly.ts";

/** Keywords that map names to schemas, or to objects that contain schemas. */
const maps =
  "properties patternProperties dependentSchemas $defs paths webhooks responses headers content schemas".split(" ");
const restrictions = ["if", "then", "else", "not"];

/** Whether a schema is below `if`, `then`, `else` or `not`, so it only restricts one that is described elsewhere. */
export function isRestriction(location: Location): boolean {
  return keywordsOf(location).some((keyword) => restrictions.includes(keyword));
}

/** Whether a schema is the schema of a property. */
export function isProperty(location: Location): boolean {
  return keywordsOf(location).at(-1) === "properties/";
}

/** Whether a schema belongs to a parameter or header, which may have the example next to the schema. */
export function isBesideExample(location: Location): boolean {
  return keywordsOf(location).at(-1) === "schema";
}

/** The keywords on the path to a schema. Names in maps are left out, because they may look like keywords. */
function keywordsOf({ pointer }: Location): string[] {
  const keywords: string[] = [];
  for (const key of keysOf(pointer)) {
    const isName = maps.includes(keywords.at(-1) ?? "");
    if (isName) keywords.push(`${keywords.pop()}/`);
    else keywords.push(key);
  }
  return keywords;
}
