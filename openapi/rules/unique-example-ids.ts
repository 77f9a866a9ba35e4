import { type Example, operationsOf, valueAt } from "./examples.ts";
import type { Context, Visit } from "./redocly.ts";

/** A request picks its 200 example by the value at `x-selects`, so no two examples may share it. */
export function uniqueExampleIds(): { PathItem: Visit } {
  return {
    PathItem(pathItem, context) {
      for (const { parameters, examples } of operationsOf(pathItem, context)) {
        const selectable = examples.filter(({ status }) => status === "200");
        const pointers = parameters.map((parameter) => parameter["x-selects"]);
        for (const pointer of pointers) if (typeof pointer === "string") reportShared(selectable, pointer, context);
      }
    },
  };
}

function reportShared(examples: Example[], pointer: string, { report }: Context): void {
  const nameById = new Map<unknown, string>();

  for (const example of examples) {
    const id = valueAt(example, pointer);
    if (id === undefined) continue;

    const other = nameById.get(id);
    nameById.set(id, example.name);
    if (other === undefined) continue;
    report({
      message: `Examples "${other}" and "${example.name}" both have ${String(id)} at ${pointer}. Give one another id.`,
      location: example.at.child(["value", ...pointer.split("/").slice(1)]),
    });
  }
}
