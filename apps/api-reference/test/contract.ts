import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { parse } from "yaml";

export type Schema = {
  $ref?: string;
  description?: string;
  "x-inferred"?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
};
type ResponseObject = { $ref?: string; description: string; content: Record<string, { schema: Schema }> };
type Operation = {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  responses: Record<string, ResponseObject>;
};

export const contractFile = fileURLToPath(new URL("../../../openapi/dist/openapi.yaml", import.meta.url));
export const contract = parse(readFileSync(contractFile, "utf8"));

const operations = Object.values(contract.paths).flatMap((path) => Object.values(path as Record<string, Operation>));
// The operation with the deepest schema, whatever else the contract has.
const operation = operations.find(({ operationId }) => operationId === "getIntegration");
if (!operation) throw new Error(`${contractFile} has no getIntegration.`);
export const { summary, description } = operation;
export const [tag] = operation.tags;

/** The responses by status, as [status, response]. */
export const responses = Object.entries(operation.responses).map(
  ([status, response]) => [status, resolve(response)] as const,
);

export const bodySchema = resolve(Object.values(responses[0]![1].content)[0]!.schema);

/** Follows a reference; its sibling keys win, as in OpenAPI 3.1. */
function resolve<Part extends { $ref?: string }>(part: Part): Part {
  if (!part.$ref) return part;
  const { $ref, ...siblings } = part;
  const keys = $ref.replace("#/", "").split("/");
  return { ...keys.reduce((parent, key) => parent[key], contract), ...siblings };
}

/** Markdown as a reader sees it: without markup, on one line. */
export function toPlainText(markdown: string): string {
  return markdown
    .replaceAll(/`|\*\*/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/**
 * The texts of all properties below a schema; of a union, only those below its first member. The description of a
 * union itself is left out, because Redoc shows it only in some places.
 */
export function listPropertyTexts(schema: Schema, above: string[] = []): string[] {
  const { $ref = "" } = schema;
  if (above.includes($ref)) return [];
  const path = $ref ? [...above, $ref] : above;
  const { properties = {}, additionalProperties, items, oneOf } = resolve(schema);
  if (oneOf) return listPropertyTexts(oneOf[0]!, path);

  const children = [...Object.values(properties), additionalProperties, items];
  return [
    ...listOwnTexts(schema),
    ...children.filter((child) => typeof child === "object").flatMap((child) => listPropertyTexts(child, path)),
  ];
}

/** The texts of a schema's own properties, without unions. */
export function listOwnTexts(schema: Schema): string[] {
  return Object.values(resolve(schema).properties ?? {})
    .map(resolve)
    .filter((property) => !property.oneOf)
    .flatMap((property) => [property.description, property["x-inferred"]])
    .filter((text) => text !== undefined)
    .map(toPlainText);
}

export type Union = { property: string; discriminator: string; members: Record<string, Schema> };

/** The properties of a schema that are unions with a discriminator, or plain unions whose first member is one. */
export function listUnions(schema: Schema): Union[] {
  return Object.entries(resolve(schema).properties ?? {}).flatMap(([property, value]) => {
    const { discriminator } = resolve(resolve(value).discriminator ? value : (resolve(value).oneOf?.[0] ?? value));
    if (!discriminator) return [];
    const members = Object.entries(discriminator.mapping).map(([name, $ref]) => [name, { $ref }]);
    return [{ property, discriminator: discriminator.propertyName, members: Object.fromEntries(members) }];
  });
}

/** The reserved ids and tokens, as the contract declares them. */
export const triggers: string[] = Object.values<{ "x-scenario"?: Record<string, unknown> }>(
  contract.components.examples,
)
  .flatMap(({ "x-scenario": scenario = {} }) => [scenario["token"], ...Object.values(Object(scenario["path"]))])
  .filter((trigger) => typeof trigger === "string");
