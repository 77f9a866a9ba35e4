import { isRestriction } from "./document/schema-location.ts";
import type { Visit } from "./document/redocly.ts";

/** A value of several types is a `oneOf` with one schema each, as other languages' generators reject type lists. */
export function oneType(): { Schema: Visit } {
  return {
    Schema({ type: types }, { location, report }) {
      if (!Array.isArray(types) || isRestriction(location)) return;
      if (types.length < 2 || (types.length === 2 && types.includes("null"))) return;
      report({
        message: "This schema has several types. Write `oneOf` with one schema for each.",
        location: location.child(["type"]),
      });
    },
  };
}
