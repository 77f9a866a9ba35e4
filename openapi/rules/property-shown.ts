import { hasKey } from "./document/json-pointer.ts";
import { type Body, operationsOf } from "./document/operations.ts";
import { type Context, idOf, type Location, type Node, type Visit } from "./document/redocly.ts";
import { applySchema, reachSchemas } from "./document/schema-walk.ts";
import { namedSchemas } from "./document/subschemas.ts";

interface PropertyShown {
  PathItem: Visit;
  Root: { leave: (root: Node, context: Context) => void };
}

/** The properties that bodies can have, and those that an example shows. */
interface Pool {
  kind: "response" | "request";
  reached: Map<string, { name: string; at: Location }>;
  shown: Set<string>;
}

/**
 * Every property is in an example. Responses that share a schema also share its examples: if one of them shows a
 * property, the others need not.
 */
export function propertyShown(): PropertyShown {
  const responses: Pool = { kind: "response", reached: new Map(), shown: new Set() };
  const requests: Pool = { kind: "request", reached: new Map(), shown: new Set() };

  return {
    PathItem(pathItem, context) {
      for (const operation of operationsOf(pathItem, context)) {
        for (const body of operation.responses) addBody(body, responses, context);
        for (const body of operation.requests) addBody(body, requests, context);
      }
    },
    Root: {
      leave(_root, { report }) {
        for (const { kind, reached, shown } of [responses, requests]) {
          for (const [id, { name, at }] of reached) {
            if (shown.has(id)) continue;
            const message = `No example of a ${kind} has the property "${name}". Add it to one.`;
            report({ message, location: at.key() });
          }
        }
      },
    },
  };
}

function addBody({ schema, examples }: Body, { kind, reached, shown }: Pool, context: Context): void {
  if (!schema) return;
  const absent = kind === "response" ? "writeOnly" : "readOnly";

  for (const owner of reachSchemas(schema, context)) {
    for (const { name, node, at } of namedSchemas(owner, "properties")) {
      if (node[absent] !== true) reached.set(idOf(at), { name, at });
    }
  }
  for (const { node } of examples) {
    for (const { value, schema: owner } of applySchema({ value: node["value"], keys: [], schema }, context)) {
      for (const { name, at } of namedSchemas(owner, "properties")) if (hasKey(value, name)) shown.add(idOf(at));
    }
  }
}
