import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { inlineSchema } from "./document/inline-schema.ts";
import { type Example, operationsOf } from "./document/operations.ts";
import { type Context, isNode, type Visit } from "./document/redocly.ts";

// A header is a string on the wire, whatever its type.
const ajv = new Ajv2020({ coerceTypes: true, strict: false });
addFormats.default(ajv);

/** A scenario sends only headers that its response declares, with values that they allow. */
export function scenarioHeadersDeclared(): { PathItem: Visit } {
  return {
    PathItem(pathItem, context) {
      for (const { examples } of operationsOf(pathItem, context)) {
        for (const example of examples) checkHeaders(example, context);
      }
    },
  };
}

function checkHeaders({ node, at, headers }: Example, context: Context): void {
  const scenario = node["x-scenario"];
  if (!isNode(scenario) || !isNode(scenario["headers"])) return;

  for (const [name, value] of Object.entries(scenario["headers"])) {
    const declared = headers.get(name);
    const location = at.child(["x-scenario", "headers", name]);
    if (!declared) {
      const known = [...headers.keys()].join(", ") || "none";
      context.report({ message: `This response does not declare "${name}". It declares: ${known}.`, location });
      continue;
    }
    const schema = inlineSchema(declared.node["schema"] ?? {}, declared.at.child(["schema"]), context);
    if (isNode(schema) && !ajv.validate(schema, value)) {
      context.report({ message: `${ajv.errorsText(ajv.errors, { dataVar: name })}.`, location });
    }
  }
}
