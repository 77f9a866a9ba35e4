import type { Ajv2020, ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import { asJson, type Json } from "../src/json.ts";

/** One key of a body that breaks the contract. */
export interface Deviation {
  /** The JSON pointer of the invalid key. */
  pointer: string;
  message: string;
}

/** Turns ajv's errors into one deviation per invalid key. */
export function deviationsOf(ajv: Ajv2020, validate: ValidateFunction, value: unknown, base = ""): Deviation[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];

  const unions = outermost(errors.filter(isChoice));
  const outside = errors.filter((error) => !unions.some((union) => isBelow(error, union)) && error.keyword !== "if");
  const found = [
    ...outside.map((error) => toDeviation(ajv, error, base)),
    ...unions.flatMap((union) => explainChoice(ajv, union, base)),
  ];
  return found.filter(({ pointer }, index) => found.findIndex((other) => other.pointer === pointer) === index);
}

/** A union without a discriminator: ajv reports every branch, we report only the intended one. */
function isChoice({ keyword, params }: ErrorObject): boolean {
  return keyword === "oneOf" && params["passingSchemas"] === null;
}

function outermost(unions: ErrorObject[]): ErrorObject[] {
  return unions.filter(
    (one) => !unions.some((other) => other !== one && one.instancePath.startsWith(`${other.instancePath}/`)),
  );
}

function isBelow(error: ErrorObject, union: ErrorObject): boolean {
  if (error.keyword === "not") return false;
  return error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`);
}

function explainChoice(ajv: Ajv2020, { schema, data, instancePath }: ErrorObject, base: string): Deviation[] {
  const branches = (schema as Json[]).map((branch) => ({ branch, node: resolve(ajv, branch) }));
  const possible = branches.filter(({ node }) => [node["type"]].flat().includes(typeOf(data)));
  const sets = possible.map(({ node }) => node["enum"]);
  if (sets.length > 1 && sets.every(Array.isArray)) {
    return [{ pointer: base + instancePath, message: `must be one of ${sets.flat().join(", ")}` }];
  }
  const claimed = possible
    .map((one) => ({ ...one, claim: claimOf(ajv, one.node, data) }))
    .filter(({ claim }) => claim >= 0);
  const [meant] = possible.length === 1 ? possible : claimed.toSorted((one, other) => other.claim - one.claim);

  if (!meant) {
    const keys = possible.flatMap(({ node }) => node["required"] ?? []).join(" or ");
    const types = [...new Set(branches.map(({ node }) => node["type"]))].join(" or ");
    return [{ pointer: base + instancePath, message: keys ? `must have ${keys}` : `must be ${types}` }];
  }
  return deviationsOf(ajv, ajv.compile(localize(meant.branch)), data, base + instancePath);
}

/** Copies a schema of the contract with references that ajv finds. */
export function localize(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? `contract${value}` : value,
  );
}

function resolve(ajv: Ajv2020, schema: Json): Json {
  const ref = schema["$ref"];
  return typeof ref === "string" ? asJson(ajv.getSchema(`contract${ref}`)?.schema) : schema;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** How likely a value is meant as this branch: by its required keys, by having only declared keys, or not at all. */
function claimOf(ajv: Ajv2020, branch: Json, value: unknown): number {
  const required = Object.values(asJson(branch["required"])).map(String);
  const tag = asJson(branch["discriminator"])["propertyName"];
  const present = asJson(value);
  // An object under the tag's name is an entry of a map, not a tag.
  if (required.every((key) => key in present && !(key === tag && isObject(present[key])))) return required.length;

  const members = [branch, ...Object.values(asJson(branch["oneOf"])).map((member) => resolve(ajv, asJson(member)))];
  const declared = members.flatMap((member) => Object.keys(asJson(member["properties"])));
  const keys = Object.keys(present);
  return keys.length > 0 && keys.every((key) => declared.includes(key)) ? 0.5 : -1;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function toDeviation(ajv: Ajv2020, error: ErrorObject, base: string): Deviation {
  const { instancePath, keyword, params, schema, parentSchema, message = "" } = error;
  const at = base + instancePath;

  if (keyword === "required") return { pointer: `${at}/${params["missingProperty"]}`, message: "is missing" };
  if (keyword === "enum") return { pointer: at, message: `must be one of ${params["allowedValues"].join(", ")}` };
  if (keyword === "not")
    return { pointer: at, message: `must not have ${[asJson(schema)["required"]].flat().join(" and ")} together` };
  if (keyword !== "discriminator") return { pointer: at, message };

  const members = Object.values(asJson(parentSchema?.["oneOf"])).map((member) =>
    asJson(resolve(ajv, asJson(member))["properties"]),
  );
  const values = members.map((properties) => asJson(properties[params["tag"]])["const"]);
  return { pointer: `${at}/${params["tag"]}`, message: `must be one of ${values.join(", ")}` };
}
