import { type Context, follow, isNode, type Location, type Node, type Place } from "./redocly.ts";

/** A named example of a body. */
export interface Example extends Place {
  name: string;
  /** Where a body lists the example, which may be defined elsewhere. */
  entry: Location;
  /** The status of its response as written in the contract, or `undefined` for a request. */
  status: string | undefined;
  /** The headers that its response declares, by name in lower case. */
  headers: Map<string, Place>;
  schema: Place | undefined;
}

/** The schema of a body, and its examples. */
export interface Body {
  schema: Place | undefined;
  examples: Example[];
}

export interface Operation {
  parameters: Node[];
  requests: Body[];
  responses: Body[];
  /** All examples of the responses. */
  examples: Example[];
}

/** The operations of a path with their parameters and bodies, with references resolved. */
export function operationsOf(pathItem: Node, context: Context): Operation[] {
  return Object.entries(pathItem).flatMap(([method, operation]) => {
    if (!isNode(operation) || !isNode(operation["responses"])) return [];

    const at = context.location.child([method]);
    const responses = Object.entries(operation["responses"]).flatMap(([status, value]) =>
      bodiesOf({ value, at: at.child(["responses", status]) }, status, context),
    );
    return [
      {
        parameters: parametersOf(pathItem, operation, context),
        requests: bodiesOf({ value: operation["requestBody"], at: at.child(["requestBody"]) }, undefined, context),
        responses,
        examples: responses.flatMap(({ examples }) => examples),
      },
    ];
  });
}

/** The parameters of an operation. Its own replace its path's parameters with the same name and place. */
function parametersOf(pathItem: Node, operation: Node, context: Context): Node[] {
  const listed = [pathItem["parameters"], operation["parameters"]].flatMap((some) => some ?? []);
  const found = listed.flatMap((parameter): Node[] => {
    const place = follow(parameter, context.location, context);
    return place ? [place.node] : [];
  });
  return [...new Map(found.map((parameter) => [`${parameter["in"]} ${parameter["name"]}`, parameter])).values()];
}

interface Holder {
  value: unknown;
  at: Location;
}

function bodiesOf({ value, at: from }: Holder, status: string | undefined, context: Context): Body[] {
  const found = follow(value, from, context);
  if (!found || !isNode(found.node["content"])) return [];

  const headers = headersOf(found, context);
  return Object.entries(found.node["content"]).flatMap(([type, mediaType]) => {
    if (!isNode(mediaType)) return [];
    const at = found.at.child(["content", type]);
    const schema = isNode(mediaType["schema"]) ? { node: mediaType["schema"], at: at.child(["schema"]) } : undefined;
    const named = isNode(mediaType["examples"]) ? Object.entries(mediaType["examples"]) : [];
    const examples = named.flatMap(([name, example]) => {
      const entry = at.child(["examples", name]);
      const place = follow(example, entry, context);
      return place ? [{ name, entry, status, headers, schema, ...place }] : [];
    });
    return [{ schema, examples }];
  });
}

function headersOf({ node, at }: Place, context: Context): Map<string, Place> {
  if (!isNode(node["headers"])) return new Map();
  const found = Object.entries(node["headers"]).flatMap(([name, header]): [string, Place][] => {
    const place = follow(header, at.child(["headers", name]), context);
    return place ? [[name.toLowerCase(), place]] : [];
  });
  return new Map(found);
}
