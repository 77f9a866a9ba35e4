import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { CannotRun } from "../cannot-run.ts";
import { type Deviation, explain, localize } from "./explain.ts";
import { follow } from "./follow.ts";
import { asJson, type Json } from "./read-document.ts";

export interface Validator {
  /** Checks a body against the schema at a pointer such as `#/components/schemas/Team`. */
  checkBody(schema: string, body: unknown): Deviation[];
  /** Whether a schema of the contract allows a value. */
  allows(schema: object, value: unknown): boolean;
}

export function createValidator(contract: Json): Validator {
  const ajv = createAjv(contract);
  const compiled = new WeakMap<object, ValidateFunction>();
  const ofBodies = new Map<string, ValidateFunction>();

  return {
    checkBody(schema, body) {
      try {
        const validate = ofBodies.get(schema) ?? ajv.compile({ $ref: `contract${schema}` });
        ofBodies.set(schema, validate);
        return explain(ajv, validate, body, "");
      } catch (error) {
        throw new CannotRun(`The contract's schema ${schema} cannot be used: ${(error as Error).message}.`);
      }
    },
    allows(schema, value) {
      const validate = compiled.get(schema) ?? ajv.compile(localize(asJson(schema)));
      compiled.set(schema, validate);
      return validate(value);
    },
  };
}

function createAjv(contract: Json): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strict: false,
    verbose: true,
    logger: false,
    code: { regExp: Object.assign(toRegExp, { code: "toRegExp" }) },
  });
  addFormats.default(ajv);
  // The uuid format of ajv-formats also accepts `urn:uuid:`.
  ajv.addFormat("uuid", /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i);
  ajv.addFormat("date-time", isDateTime);
  return ajv.addSchema(withPlainDiscriminators(contract), "contract");
}

/** Patterns of contracts are not always valid with the flag `u`. One that is not valid at all allows any text. */
export function toRegExp(pattern: string, flags = "u"): RegExp {
  for (const tried of [flags, ""]) {
    try {
      return new RegExp(pattern, tried);
    } catch {
      // The next one may do.
    }
  }
  return /(?:)/;
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
    const members = Object.values(asJson(rest["oneOf"])).map((member) => follow(contract, member).value);
    const isTagged = members.length > 0 && members.every((member) => hasTag(member, propertyName));
    return isTagged ? { ...rest, discriminator: { propertyName } } : rest;
  });
}

function hasTag({ required, properties }: Json, name: string): boolean {
  const { const: only, enum: allowed } = asJson(asJson(properties)[name]);
  return (only !== undefined || Array.isArray(allowed)) && Object.values(asJson(required)).includes(name);
}
