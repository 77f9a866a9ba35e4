import { hasKey, keysOf } from "./document/json-pointer.ts";
import { type Body, type Example, operationsOf } from "./document/operations.ts";
import { type Context, idOf, type Place, type Visit } from "./document/redocly.ts";
import { keepsRelation, relationOf, statusCode } from "./document/relation.ts";
import { applySchema, reachSchemas } from "./document/schema-walk.ts";
import { conjunctsOf, namedSchemas, schemasIn, unions } from "./document/subschemas.ts";

/** Every example keeps the relations that `x-holds` states, and their targets are in the contract. */
export function holdsInExamples(): { PathItem: Visit } {
  const checked = new Set<string>();

  return {
    PathItem(pathItem, context) {
      for (const { requests, responses } of operationsOf(pathItem, context)) {
        for (const body of requests) checkTargets(body, true, checked, context);
        for (const body of responses) checkTargets(body, false, checked, context);
        for (const { examples } of [...requests, ...responses]) {
          for (const example of examples) checkExample(example, context);
        }
      }
    },
  };
}

function checkTargets({ schema }: Body, isRequest: boolean, checked: Set<string>, context: Context): void {
  for (const owner of schema ? reachSchemas(schema, context) : []) {
    for (const { name, node, at } of namedSchemas(owner, "properties")) {
      const relation = relationOf(node);
      if (!relation || checked.has(idOf(at))) continue;

      const isKnown =
        relation.target === statusCode ? !isRequest : hasProperty(owner, keysOf(`/${relation.target}`), context);
      if (isKnown) continue;
      checked.add(idOf(at));
      const message = `"${name}" is compared with "${relation.target}", which the ${isRequest ? "request" : "response"} does not have.`;
      context.report({ message, location: at.child(["x-holds"]) });
    }
  }
}

/** Whether an object of a schema may have a property at a path of names. */
function hasProperty(owner: Place, [name, ...rest]: string[], context: Context, seen = new Set<string>()): boolean {
  if (name === undefined) return true;
  if (seen.has(idOf(owner.at))) return false;
  seen.add(idOf(owner.at));

  const own = namedSchemas(owner, "properties").find((property) => property.name === name);
  if (own && hasProperty(own, rest, context)) return true;
  const same = [...conjunctsOf(owner, context), ...schemasIn(owner, unions)];
  return same.some((one) => hasProperty(one, [name, ...rest], context, seen));
}

function checkExample({ name, node, at, schema, status }: Example, context: Context): void {
  if (!schema) return;

  for (const { value, keys, schema: owner } of applySchema({ value: node["value"], keys: [], schema }, context)) {
    for (const property of namedSchemas(owner, "properties")) {
      const relation = relationOf(property.node);
      if (!relation || !hasKey(value, property.name)) continue;
      if (keepsRelation(Reflect.get(value, property.name), relation, value, status)) continue;

      const rule = relation.kind === "equals" ? "equal" : "not be before";
      context.report({
        message: `"${property.name}" of example "${name}" must ${rule} ${relation.target === statusCode ? `the status ${status}` : `"${relation.target}"`}.`,
        location: at.child(["value", ...keys, property.name]),
      });
    }
  }
}
