import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { asJson, type Json, targetOf } from "../src/json.ts";
import { deviationsOf, localize } from "./ajv-deviations.ts";

/** Returns the pointers at which a value breaks a schema of the contract, in order, according to ajv. */
export type Oracle = (value: unknown, schema: Json) => string[];

export function createOracle(contract: Json): Oracle {
  const ajv = new Ajv2020({ allErrors: true, discriminator: true, strict: false, verbose: true, logger: false });
  addFormats.default(ajv);
  // The uuid format of ajv-formats also accepts `urn:uuid:`.
  ajv.addFormat("uuid", /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i);
  ajv.addFormat("date-time", isDateTime);
  ajv.addSchema(withPlainDiscriminators(contract), "contract");
  const compiled = new Map<Json, ValidateFunction>();

  return (value, schema) => {
    const validate = compiled.get(schema) ?? ajv.compile(localize(schema));
    compiled.set(schema, validate);
    return deviationsOf(ajv, validate, value)
      .map(({ pointer }) => pointer)
      .toSorted();
  };
}

const isPlausible = fullFormats["date-time"] as { validate: (text: string) => boolean };

/** RFC 3339. The format of ajv-formats checks the ranges but accepts other separators and zones. */
function isDateTime(text: string): boolean {
  return /^[\d-]{10}t[\d:]{8}(\.\d+)?(z|[+-]\d\d:\d\d)$/i.test(text) && isPlausible.validate(text);
}

/**
 * Copies the contract with the discriminators that ajv takes: without a mapping, which each member's const makes
 * redundant, and on a `oneOf` whose members require the property and state its values.
 */
function withPlainDiscriminators(contract: Json): Json {
  return JSON.parse(JSON.stringify(contract), (_, value) => {
    const { discriminator, ...rest } = asJson(value);
    const { propertyName } = asJson(discriminator);
    if (Array.isArray(value) || typeof propertyName !== "string") return value;
    const members = Object.values(asJson(rest["oneOf"])).map((member) => {
      return asJson(targetOf(contract, String(asJson(member)["$ref"])));
    });
    const isTagged = members.length > 0 && members.every((member) => hasTag(member, propertyName));
    return isTagged ? { ...rest, discriminator: { propertyName } } : rest;
  });
}

function hasTag({ required, properties }: Json, name: string): boolean {
  const { const: only, enum: allowed } = asJson(asJson(properties)[name]);
  return (only !== undefined || Array.isArray(allowed)) && Object.values(asJson(required)).includes(name);
}
