import { declaredOperations } from "./declared-operations.ts";
import { asJson, isJson, type Json } from "./json.ts";
import { subschemasOf } from "./subschemas.ts";

/** Where the contract declares a value. */
export interface FieldName {
  /** The name of the schema; for one without a name in a body, the operation and the status: `listTeams.200`. */
  schema: string;
  /** The property of it; for an object without a name of its own, the properties from there: `client.secret`. */
  key?: string | undefined;
}

/** A schema of a contract, with its name. */
export interface NamedNode extends FieldName {
  node: Json;
  /** Only of a property: whether its object has to have it. */
  isRequired?: boolean;
}

/** Names every schema of a contract by the component that it is in. */
export function nameFields(document: unknown): WeakMap<object, FieldName> {
  const names = new WeakMap<object, FieldName>();
  for (const { node, schema, key } of namedNodes(document)) names.set(node, { schema, key });
  return names;
}

/** Lists every schema of a contract once, with its name, each before those within. */
export function namedNodes(document: unknown): NamedNode[] {
  const found = new Map<Json, NamedNode>();
  const visit = (node: unknown, { schema, key }: FieldName, necessity: { isRequired?: boolean } = {}): void => {
    if (!isJson(node) || found.has(node)) return;
    found.set(node, { node, schema, key, ...necessity });
    const required = Object.values(asJson(node["required"]));
    for (const { keyword, name, schema: part } of subschemasOf(node)) {
      // These only test a value; they declare nothing.
      if (keyword === "not" || keyword === "if") continue;
      if (keyword !== "properties") visit(part, { schema, key });
      else
        visit(
          part,
          { schema, key: key === undefined ? name : `${key}.${name}` },
          { isRequired: required.includes(name) },
        );
    }
  };
  for (const [schema, node] of Object.entries(namedSchemas(document))) visit(node, { schema });
  for (const { name, bodies } of declaredOperations(document)) {
    for (const { status = "request", contents } of bodies) {
      for (const { schema } of contents) if (!isReference(schema)) visit(schema, { schema: `${name}.${status}` });
    }
  }
  return [...found.values()];
}

/** The schemas under `components`, by name. */
export function namedSchemas(document: unknown): Json {
  const { components } = asJson(document);
  return asJson(asJson(components)["schemas"]);
}

/** The address of a field on the page of the reference, after the `#`. */
export function anchorOf({ schema, key }: FieldName): string {
  return encodeURI(key === undefined ? schema : `${schema}.${key}`);
}

function isReference(schema: unknown): boolean {
  return typeof (schema as Json | undefined)?.["$ref"] === "string";
}
