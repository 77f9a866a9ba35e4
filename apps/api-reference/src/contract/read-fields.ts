import { asJson, type Json, namedSchemas, referredName } from "./follow.ts";

/** A schema with a name. */
export interface Section {
  /** The name of its type in the client, and its anchor. */
  name: string;
  description: string;
  schema: Json;
  fields: Field[];
  /** What may take its place, if it is a union. */
  members: Json[];
  /** The values of its entries, if it is a map. */
  entries?: Json;
}

export interface Field {
  key: string;
  /** Its address on the page: the section and the key. */
  anchor: string;
  schema: Json;
  description: string;
  isRequired: boolean;
  isSecret: boolean;
  /** Why the contract states it although the vendor does not. */
  inferred?: string;
}

/** Reads the schemas of a contract that have a name. */
export function readFields(document: Json): Section[] {
  return Object.entries(namedSchemas(document)).map(([name, schema]) => toSection(document, name, asJson(schema)));
}

function toSection(document: Json, name: string, schema: Json): Section {
  const { description = "", oneOf, additionalProperties } = schema;
  return {
    name,
    description: String(description),
    schema,
    members: Object.values(asJson(oneOf)).map(asJson),
    fields: fieldsIn(document, schema, name).map((field) => ({ ...field, key: field.key.slice(name.length + 1) })),
    ...(typeof additionalProperties === "object" && { entries: asJson(additionalProperties) }),
  };
}

/** The properties of a schema, and those of the objects without a name in them. Their keys start with a prefix. */
function fieldsIn(document: Json, schema: Json, prefix: string): Field[] {
  const { properties, required, then, items, additionalProperties } = schema;
  if (items !== undefined) return fieldsIn(document, asJson(items), prefix);
  // A condition may say more about a property; it does not declare it for the first time.
  const declared = { ...asJson(asJson(then)["properties"]), ...asJson(properties) };
  const own = Object.entries(declared).flatMap(([name, property]) => {
    const key = `${prefix}.${name}`;
    const isRequired = Object.values(asJson(required)).includes(name);
    const place = { key, anchor: encodeURI(key), isRequired };
    return [toField(document, place, asJson(property)), ...fieldsIn(document, asJson(property), key)];
  });
  return additionalProperties === undefined
    ? own
    : [...own, ...fieldsIn(document, asJson(additionalProperties), prefix)];
}

type FieldPlace = Pick<Field, "anchor" | "key" | "isRequired">;

function toField(document: Json, place: FieldPlace, schema: Json): Field {
  const { description, "x-secret": secret, "x-inferred": inferred } = schema;
  const target = asJson(namedSchemas(document)[referredName(schema) ?? ""]);
  return {
    ...place,
    schema,
    description: String(description ?? target["description"] ?? ""),
    isSecret: secret === true || target["x-secret"] === true,
    ...(typeof inferred === "string" && { inferred }),
  };
}
