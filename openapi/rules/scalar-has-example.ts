import { isNode, type Visit } from "./document/redocly.ts";
import { isBesideExample, isRestriction } from "./document/schema-location.ts";

const scalars = ["string", "number", "integer", "boolean"];

/** Every scalar shows a value. A `const` is its own example. */
export function scalarHasExample(): { Schema: Visit } {
  return {
    Schema(schema, { location, parent, report }) {
      const isScalar = [schema["type"]].flat().some((type) => scalars.includes(String(type)));
      if (!isScalar || isRestriction(location) || hasExample(schema)) return;
      if (isBesideExample(location) && isNode(parent) && hasExample(parent)) return;

      report({ message: "This scalar has no example. Add `examples` with a plausible value.", location });
    },
  };
}

function hasExample(node: Record<string, unknown>): boolean {
  if ("const" in node || "example" in node) return true;
  const examples = node["examples"];
  return typeof examples === "object" && examples !== null && Object.keys(examples).length > 0;
}
