import { type Context, follow, isNode, type Location } from "./redocly.ts";

/** More than any header's schema needs; only a recursive one gets there. */
const mostSteps = 50;

/** Copies a schema with each `$ref` replaced by its target, for a validator that cannot read our files. */
export function inlineSchema(schema: unknown, at: Location, context: Context, steps = 0): unknown {
  if (Array.isArray(schema)) return schema.map((one, index) => inlineSchema(one, at.child([index]), context, steps));
  if (!isNode(schema)) return schema;

  const { $ref: ref, ...own } = schema;
  const copy = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, inlineSchema(value, at.child([key]), context, steps)]),
  );
  const target = typeof ref === "string" && steps < mostSteps ? follow(schema, at, context) : undefined;
  if (!target) return copy;
  return { ...copy, allOf: [copy["allOf"] ?? [], inlineSchema(target.node, target.at, context, steps + 1)].flat() };
}
