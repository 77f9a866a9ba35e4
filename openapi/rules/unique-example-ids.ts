import { keysOf, valueAt } from "./document/json-pointer.ts";
import { type Example, operationsOf } from "./document/operations.ts";
import type { Context, Visit } from "./document/redocly.ts";

/** A request selects its example by the value at `x-selects`, so no two success examples may share it. */
export function uniqueExampleIds(): { PathItem: Visit } {
  return {
    PathItem(pathItem, context) {
      for (const { parameters, examples } of operationsOf(pathItem, context)) {
        const selectable = examples.filter(({ status }) => status?.startsWith("2"));
        const pointers = parameters.map((parameter) => parameter["x-selects"]);
        for (const pointer of pointers) if (typeof pointer === "string") reportShared(selectable, pointer, context);
      }
    },
  };
}

function reportShared(examples: Example[], pointer: string, { report }: Context): void {
  const nameById = new Map<unknown, string>();

  for (const { name, node, at } of examples) {
    const id = valueAt(node["value"], pointer);
    if (id === undefined) continue;

    const other = nameById.get(id);
    nameById.set(id, name);
    if (other === undefined || other === name) continue;
    report({
      message: `Examples "${other}" and "${name}" both have ${String(id)} at ${pointer}. Give one of them another id.`,
      location: at.child(["value", ...keysOf(pointer)]),
    });
  }
}
