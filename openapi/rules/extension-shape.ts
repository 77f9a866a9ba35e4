import { Ajv2020 } from "ajv/dist/2020.js";
import type { Context, Node } from "./redocly.ts";

const pointer = { type: "string", pattern: "^(/[^/]+)+$" };
const text = { type: "string", minLength: 1 };
const values = { type: "object", minProperties: 1, additionalProperties: text };

/** Each extension we allow: the kinds of node that may carry it, and its shape. */
const extensions: Record<string, { on: string[]; schema: Node }> = {
  "x-selects": { on: ["Parameter"], schema: pointer },
  "x-narrows": { on: ["Parameter"], schema: pointer },
  "x-inferred": { on: ["Schema", "Parameter", "Response"], schema: text },
  "x-secret": { on: ["Schema"], schema: { const: true } },
  "x-scenario": {
    on: ["Example"],
    schema: {
      type: "object",
      properties: {
        path: values,
        query: values,
        token: { type: "string", pattern: "^[a-z-]+$" },
        delayMs: { type: "integer", minimum: 1 },
        sequence: { type: "array", minItems: 2, items: text },
        fault: { enum: ["reset", "hang", "truncated", "broken-json", "html"] },
      },
      additionalProperties: false,
      minProperties: 1,
    },
  },
};

const ajv = new Ajv2020({ allErrors: true, strict: false });

/** Only our extensions, each where it belongs and of its shape. */
export function extensionShape(): { any: { enter: (node: unknown, context: Context) => void } } {
  return {
    any: {
      enter(node, context) {
        if (typeof node !== "object" || node === null) return;
        for (const [key, value] of Object.entries(node)) {
          if (!key.startsWith("x-")) continue;
          const fault = faultOf(key, value, node, context.type.name);
          if (fault) context.report({ message: fault, location: context.location.child([key]) });
        }
      },
    },
  };
}

function faultOf(key: string, value: unknown, node: object, kind: string): string | undefined {
  const extension = extensions[key];
  if (!extension) return `"${key}" is none of our extensions: ${Object.keys(extensions).join(", ")}.`;
  if (!extension.on.includes(kind))
    return `"${key}" stands on a ${kind}; it belongs on a ${extension.on.join(" or ")}.`;
  if (!ajv.validate(extension.schema, value)) return ajv.errorsText(ajv.errors, { dataVar: key }) + ".";
  if (key === "x-secret" && !("format" in node && node.format === "password")) {
    return '"x-secret" needs `format: password` beside it, for the tools that know only that.';
  }
  return undefined;
}
