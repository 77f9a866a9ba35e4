import { type Context, follow, isNode, type Location, type Node } from "./redocly.ts";

export interface Example {
  status: string;
  name: string;
  node: Node;
  at: Location;
}

export interface Operation {
  parameters: Node[];
  examples: Example[];
}

/** The operations of a path with their parameters and the examples of their answers, references followed. */
export function operationsOf(pathItem: Node, context: Context): Operation[] {
  return Object.entries(pathItem).flatMap(([method, operation]) => {
    if (!isNode(operation) || !isNode(operation["responses"])) return [];

    const listed = [pathItem["parameters"], operation["parameters"]].flat();
    const parameters = listed.flatMap((parameter): Node[] => {
      const found = follow(parameter, context.location, context);
      return found ? [found.node] : [];
    });
    const examples = Object.entries(operation["responses"]).flatMap(([status, response]) =>
      examplesOf(status, response, context.location.child([method, "responses", status]), context),
    );
    return [{ parameters, examples }];
  });
}

function examplesOf(status: string, response: unknown, from: Location, context: Context): Example[] {
  const { node, at } = follow(response, from, context) ?? { node: {}, at: from };
  if (!isNode(node["content"])) return [];

  return Object.entries(node["content"]).flatMap(([type, mediaType]) => {
    if (!isNode(mediaType) || !isNode(mediaType["examples"])) return [];
    return Object.entries(mediaType["examples"]).flatMap(([name, example]) => {
      const found = follow(example, at.child(["content", type, "examples", name]), context);
      return found ? [{ status, name, ...found }] : [];
    });
  });
}

/** The value of an example at a JSON pointer. */
export function valueAt(example: Example, pointer: string): unknown {
  const keys = pointer.split("/").slice(1);
  return keys.reduce<unknown>((value, key) => (isNode(value) ? value[key] : undefined), example.node["value"]);
}
