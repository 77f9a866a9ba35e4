import { Ajv2020 } from "ajv/dist/2020.js";
import type { Context, Location, Node } from "./document/redocly.ts";
import { isProperty } from "./document/schema-location.ts";

const pointer = { type: "string", pattern: "^(/([^/~]|~[01])+)+$" };
const path = { type: "string", pattern: "^([^/~]|~[01])+(/([^/~]|~[01])+)*$" };
const text = { type: "string", minLength: 1 };
const values = { type: "object", minProperties: 1, additionalProperties: text };

/** One change of a JSON Patch (RFC 6902). */
const change = {
  type: "object",
  required: ["op", "path"],
  properties: { op: { enum: ["add", "replace", "remove"] }, path: pointer, value: true },
  additionalProperties: false,
  oneOf: [
    { properties: { op: { const: "remove" }, value: false } },
    { properties: { op: { not: { const: "remove" } } }, required: ["value"] },
  ],
};

/** Each allowed extension: the kinds of node it belongs on, and its shape. */
export const extensions: Record<string, { on: string[]; schema: Node }> = {
  "x-selects": { on: ["Parameter"], schema: pointer },
  "x-narrows": { on: ["Parameter"], schema: pointer },
  "x-holds": {
    on: ["Schema"],
    schema: {
      type: "object",
      properties: { equals: path, notBefore: path },
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
    },
  },
  "x-scenario": {
    on: ["Example"],
    schema: {
      type: "object",
      properties: {
        path: values,
        query: values,
        token: { type: "string", pattern: "^[!-~]+$" },
        delayMs: { type: "integer", minimum: 1 },
        sequence: { type: "array", minItems: 2, items: text },
        fault: { enum: ["reset", "hang", "truncated", "broken-json", "html"] },
        headers: {
          type: "object",
          minProperties: 1,
          propertyNames: { pattern: "^[!#$%&'*+.^_`|~0-9a-z-]+$" },
          additionalProperties: { type: ["string", "number", "boolean"] },
        },
        patch: { type: "array", minItems: 1, items: change },
      },
      additionalProperties: false,
      minProperties: 1,
    },
  },
  "x-secret": { on: ["Schema"], schema: { const: true } },
  "x-inferred": { on: ["Schema", "Parameter", "Response"], schema: text },
};

const ajv = new Ajv2020({ allErrors: true, strict: false });

interface ExtensionShape {
  ref: (node: Node, context: Context) => void;
  any: { enter: (node: unknown, context: Context) => void };
}

/** Allows only our extensions, each where it belongs and with its shape. */
export function extensionShape(): ExtensionShape {
  return {
    // A sibling of a `$ref` belongs to the node with the `$ref`, not to the target.
    ref: (node, context) => checkExtensions(node, context),
    any: { enter: checkExtensions },
  };
}

function checkExtensions(node: unknown, { location, type, report }: Context): void {
  // In a map, a key that starts with `x-` is a name, such as that of a header.
  if (typeof node !== "object" || node === null || type.extensionsPrefix === undefined) return;

  for (const [key, value] of Object.entries(node)) {
    if (!key.startsWith("x-")) continue;
    const fault = misplaced(key, type.name, location) ?? misshapen(key, value, node);
    if (fault) report({ message: fault, location: location.child([key]) });
  }
}

function misplaced(key: string, kind: string, location: Location): string | undefined {
  const extension = extensions[key];
  if (!extension) return `"${key}" is not one of our extensions: ${Object.keys(extensions).join(", ")}.`;
  if (!extension.on.includes(kind)) return `"${key}" is on a ${kind}; it belongs on a ${extension.on.join(" or ")}.`;
  if (key === "x-holds" && !isProperty(location)) return '"x-holds" belongs on a property of an object.';
  return undefined;
}

function misshapen(key: string, value: unknown, node: object): string | undefined {
  const { schema = {} } = extensions[key] ?? {};
  if (!ajv.validate(schema, value)) return ajv.errorsText(ajv.errors, { dataVar: key }) + ".";
  if (key === "x-secret" && !("format" in node && node.format === "password")) {
    return '"x-secret" needs `format: password` next to it, for tools that know only that.';
  }
  return undefined;
}
