import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { CatalogueOperation } from "@integrations-api/scenarios";
import { asJson, type Json } from "./contract.ts";

export interface Violation {
  /** The JSON pointer of the invalid key. */
  pointer: string;
  message: string;
}

export interface Validator {
  /** Checks a body against the schema at a pointer such as `#/components/schemas/Team`. */
  checkBody(schema: string, body: unknown): Violation[];
  /** Checks the values of a request, as `{ path: { id }, query: {}, header: {} }`; query values are strings. */
  checkRequest(operation: CatalogueOperation, values: Json): Violation[];
}

export function createValidator(contract: Json): Validator {
  const ajv = createAjv(contract);
  const coercing = createAjv(contract, true);

  return {
    checkBody: (schema, body) => explain(ajv, ajv.compile({ $ref: `contract${schema}` }), body, ""),
    checkRequest: (operation, values) =>
      explain(coercing, coercing.compile(requestSchema(operation)), structuredClone(values), ""),
  };
}

function createAjv(contract: Json, coerceTypes = false): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, coerceTypes, discriminator: true, strict: false, verbose: true });
  addFormats.default(ajv);
  // The uuid format of ajv-formats also accepts `urn:uuid:`.
  ajv.addFormat("uuid", /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i);
  ajv.addFormat("date-time", isDateTime);
  return ajv.addSchema(withoutMappings(contract), "contract");
}

const isPlausible = fullFormats["date-time"] as { validate: (text: string) => boolean };

/** RFC 3339. The format of ajv-formats checks the ranges but accepts other separators and zones. */
function isDateTime(text: string): boolean {
  return /^[\d-]{10}t[\d:]{8}(\.\d+)?(z|[+-]\d\d:\d\d)$/i.test(text) && isPlausible.validate(text);
}

/** Copies the contract without discriminator mappings, which ajv rejects; each member's const makes them redundant. */
function withoutMappings(node: unknown): Json {
  return JSON.parse(JSON.stringify(node), (key, value) => {
    if (key !== "discriminator" || typeof value?.propertyName !== "string") return value;
    return { propertyName: value.propertyName };
  });
}

function requestSchema({ parameters }: CatalogueOperation): Json {
  const places = ["path", "query", "header"].map((place) => {
    const own = parameters.filter((parameter) => parameter.in === place);
    const required = own.filter((parameter) => parameter.required).map(({ name }) => name);
    const properties = Object.fromEntries(own.map(({ name, schema }) => [name, localize(schema)]));
    return [place, { type: "object", required, properties }];
  });
  return { type: "object", properties: Object.fromEntries(places) };
}

function localize(schema: unknown): Json {
  return JSON.parse(JSON.stringify(schema), (key, value) => (key === "$ref" ? `contract${value}` : value));
}

/** Turns ajv's errors into one violation per invalid key. */
function explain(ajv: Ajv2020, validate: ValidateFunction, value: unknown, base: string): Violation[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];

  const unions = outermost(errors.filter(isChoice));
  const outside = errors.filter((error) => !unions.some((union) => isBelow(error, union)) && error.keyword !== "if");
  const found = [
    ...outside.map((error) => toViolation(ajv, error, base)),
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

function explainChoice(ajv: Ajv2020, { schema, data, instancePath }: ErrorObject, base: string): Violation[] {
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
  return explain(ajv, ajv.compile(localize(meant.branch)), data, base + instancePath);
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

function toViolation(ajv: Ajv2020, error: ErrorObject, base: string): Violation {
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
