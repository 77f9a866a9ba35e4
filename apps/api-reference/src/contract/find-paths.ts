import type { SchemaOutline } from "@integrations-api/explain";
import { asJson, constantOf, follow, type Json } from "./follow.ts";

const most = 3;

/** Where a schema is, and how one gets there. */
interface Step {
  schema: unknown;
  path: string;
}

/** Finds where each outlined schema is in the bodies and parameters, shortest paths first. */
export function findPaths(document: Json, outline: SchemaOutline[]): Map<string, string[]> {
  const names = new Map(outline.map(({ name, declaration }) => [declaration, name]));
  const found = new Map<Json, Set<string>>();
  let steps = startsOf(document).map((schema): Step => ({ schema, path: "" }));
  while (steps.length > 0) {
    const next: Step[] = [];
    for (const { schema, path } of steps) {
      const node = follow(document, schema);
      const paths = found.get(node) ?? new Set();
      if (paths.size >= most || paths.has(path)) continue;
      found.set(node, paths.add(path));
      next.push(...stepsFrom(document, node, path));
    }
    steps = next;
  }
  return new Map([...found].flatMap(([node, paths]) => (names.has(node) ? [[names.get(node)!, [...paths]]] : [])));
}

function stepsFrom(document: Json, node: Json, path: string): Step[] {
  const { properties, additionalProperties, items, oneOf, anyOf, allOf, then } = node;
  const inPlace = [oneOf, anyOf].flatMap((members) => Object.values(asJson(members)));
  return [
    ...Object.values(asJson(allOf)).map((schema) => ({ schema, path })),
    ...inPlace.map((schema) => ({ schema, path: path + toVariant(constantOf(document, schema)) })),
    ...Object.entries({ ...asJson(asJson(then)["properties"]), ...asJson(properties) }).map(([key, schema]) => ({
      schema,
      path: path === "" ? key : `${path}.${key}`,
    })),
    ...(typeof additionalProperties === "object" ? [{ schema: additionalProperties, path: `${path}.*` }] : []),
    ...(items === undefined ? [] : [{ schema: items, path: `${path}[]` }]),
  ];
}

function toVariant(constant: string): string {
  return constant === "" ? "" : `(${constant})`;
}

/** The schemas of all bodies and parameters. */
function startsOf(document: Json): unknown[] {
  const items = Object.values(asJson(document["paths"])).map((item) => follow(document, item));
  const holders = items.flatMap((item) => [item, ...Object.values(item).map(asJson)]);
  return holders.flatMap(({ requestBody, responses, parameters }) =>
    [...Object.values(asJson(responses)), requestBody, ...Object.values(asJson(parameters))].flatMap((holder) => {
      const { content, schema } = follow(document, holder);
      return [...Object.values(asJson(content)).map((media) => asJson(media)["schema"]), schema].filter(Boolean);
    }),
  );
}
