import { follow, isNode, type Visit } from "./document/redocly.ts";
import { isRestriction } from "./document/schema-location.ts";

/** Every property has a description. */
export function propertyDescribed(): { Schema: Visit } {
  return {
    Schema(schema, context) {
      if (!isNode(schema["properties"]) || isRestriction(context.location)) return;

      for (const [name, property] of Object.entries(schema["properties"])) {
        const at = context.location.child(["properties", name]);
        const target = follow(property, at, context);
        if (!isNode(property) || !target || property["description"] || target.node["description"]) continue;
        context.report({
          message: `Property "${name}" has no description. Say what a reader can do with it.`,
          location: at.key(),
        });
      }
    },
  };
}
