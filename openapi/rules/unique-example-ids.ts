import { follow, isNode, type Context, type Location, type Node, type Visit } from "./redocly.ts";

/** A request picks its 200 example by the value at `x-selects`, so no two examples may share it. */
export function uniqueExampleIds(): { PathItem: Visit } {
  return {
    PathItem(pathItem, context) {
      for (const [method, operation] of Object.entries(pathItem)) {
        if (!isNode(operation) || !isNode(operation["responses"])) continue;

        const parameters = [pathItem["parameters"], operation["parameters"]].flat();
        for (const parameter of parameters) {
          const pointer = follow(parameter, context.location, context)?.node["x-selects"];
          if (typeof pointer !== "string") continue;
          const at = context.location.child([method, "responses", "200"]);
          reportShared(operation["responses"]["200"], at, pointer, context);
        }
      }
    },
  };
}

function reportShared(response: unknown, from: Location, pointer: string, context: Context): void {
  const nameById = new Map<unknown, string>();

  for (const { name, example, at } of examplesOf(response, from, context)) {
    const path = pointer.split("/").slice(1);
    const id = path.reduce<unknown>((value, key) => (isNode(value) ? value[key] : undefined), example["value"]);
    if (id === undefined) continue;
    const other = nameById.get(id);
    if (other !== undefined) {
      const message = `Examples "${other}" and "${name}" both have ${String(id)} at ${pointer}. Give one another id.`;
      context.report({ message, location: at.child(["value", ...path]) });
    }
    nameById.set(id, name);
  }
}

function examplesOf(
  response: unknown,
  from: Location,
  context: Context,
): { name: string; example: Node; at: Location }[] {
  const { node, at } = follow(response, from, context) ?? { node: {}, at: from };
  if (!isNode(node["content"])) return [];

  return Object.entries(node["content"]).flatMap(([type, mediaType]) => {
    if (!isNode(mediaType) || !isNode(mediaType["examples"])) return [];
    return Object.entries(mediaType["examples"]).flatMap(([name, example]) => {
      const found = follow(example, at.child(["content", type, "examples", name]), context);
      return found ? [{ name, example: found.node, at: found.at }] : [];
    });
  });
}
