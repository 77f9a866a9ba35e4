import { createExplainer } from "@integrations-api/explain";
import { expect, test } from "vitest";
import { pruneContract } from "../prune-contract.ts";
import type { Json } from "../src/json.ts";
import { contract } from "./contract.ts";
import { createOracle } from "./create-oracle.ts";

/** A schema, values that it allows, and values that break a rule, each with the pointer and the rule. */
interface Row {
  schema: Json;
  allows: unknown[];
  rejects: [value: unknown, pointer: string, rule: string][];
  /** Whether ajv cannot use the schema, or gets it wrong without an option. */
  isBeyondAjv?: boolean;
}

const closed = { type: "object", properties: { a: {} } };
const rows: Record<string, Row> = {
  type: {
    schema: { type: ["integer", "null"] },
    allows: [1, null, 2.0],
    rejects: [
      [1.5, "", "type"],
      ["1", "", "type"],
    ],
  },
  const: { schema: { const: { a: [1] } }, allows: [{ a: [1] }], rejects: [[{ a: [2] }, "", "const"]] },
  enum: {
    schema: { enum: [1, null, { a: 1, b: 2 }] },
    allows: [1, null, { b: 2, a: 1 }],
    rejects: [["1", "", "enum"]],
  },
  minLength: { schema: { minLength: 2 }, allows: ["ab", 1, "🎉🎉"], rejects: [["🎉", "", "minLength"]] },
  maxLength: { schema: { maxLength: 1 }, allows: ["🎉", [1, 2]], rejects: [["ab", "", "maxLength"]] },
  pattern: { schema: { pattern: String.raw`^\p{L}-?$` }, allows: ["ä", "a-"], rejects: [["1", "", "pattern"]] },
  "pattern without the flag u": {
    schema: { pattern: String.raw`^a\-b$` },
    allows: ["a-b"],
    rejects: [["ab", "", "pattern"]],
    isBeyondAjv: true,
  },
  minimum: { schema: { minimum: 1 }, allows: [1, "0"], rejects: [[0.9, "", "minimum"]] },
  maximum: { schema: { maximum: 1 }, allows: [1], rejects: [[1.1, "", "maximum"]] },
  exclusiveMinimum: { schema: { exclusiveMinimum: 1 }, allows: [1.1], rejects: [[1, "", "exclusiveMinimum"]] },
  exclusiveMaximum: { schema: { exclusiveMaximum: 1 }, allows: [0.9], rejects: [[1, "", "exclusiveMaximum"]] },
  "multipleOf with decimals": {
    schema: { multipleOf: 0.01 },
    allows: [894785.44, 0.07, 19.99],
    rejects: [[0.015, "", "multipleOf"]],
    isBeyondAjv: true,
  },
  "multipleOf of whole numbers": { schema: { multipleOf: 1 }, allows: [3], rejects: [[1.000000001, "", "multipleOf"]] },
  "a list at a union of objects without a type": {
    schema: {
      oneOf: ["a", "b"].map((kind) => ({ properties: { kind: { const: kind } }, required: ["kind"], minItems: 1 })),
    },
    allows: [{ kind: "a" }],
    rejects: [[[], "", "oneOf"]],
  },
  multipleOf: { schema: { multipleOf: 0.5 }, allows: [1.5, -2], rejects: [[1.3, "", "multipleOf"]] },
  items: { schema: { items: { type: "string" } }, allows: [["a"], {}], rejects: [[["a", 1], "/1", "type"]] },
  prefixItems: {
    schema: { prefixItems: [{ type: "string" }], items: { type: "number" } },
    allows: [["a", 1], []],
    rejects: [
      [[1], "/0", "type"],
      [["a", "b"], "/1", "type"],
    ],
  },
  "items: false": { schema: { items: false }, allows: [[]], rejects: [[[1], "/0", "items"]] },
  minItems: { schema: { minItems: 1 }, allows: [[1]], rejects: [[[], "", "minItems"]] },
  maxItems: { schema: { maxItems: 1 }, allows: [[1]], rejects: [[[1, 2], "", "maxItems"]] },
  uniqueItems: {
    schema: { uniqueItems: true },
    allows: [[1, "1", [1]]],
    rejects: [
      [
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        "",
        "uniqueItems",
      ],
    ],
  },
  contains: {
    schema: { contains: { type: "string" }, minContains: 2, maxContains: 3 },
    allows: [["a", 1, "b"]],
    rejects: [
      [["a"], "", "contains"],
      [["a", "b", "c", "d"], "", "contains"],
    ],
  },
  required: { schema: { required: ["a"] }, allows: [{ a: null }, []], rejects: [[{}, "/a", "required"]] },
  "required, by a name of Object": {
    schema: { required: ["constructor"] },
    allows: [{ constructor: 1 }],
    rejects: [[{}, "/constructor", "required"]],
    isBeyondAjv: true,
  },
  minProperties: { schema: { minProperties: 1 }, allows: [{ a: 1 }, []], rejects: [[{}, "", "minProperties"]] },
  maxProperties: { schema: { maxProperties: 0 }, allows: [{}], rejects: [[{ a: 1 }, "", "maxProperties"]] },
  patternProperties: {
    schema: { patternProperties: { "^x": { type: "string" } } },
    allows: [{ x1: "a", y: 1 }],
    rejects: [[{ x1: 1 }, "/x1", "type"]],
  },
  additionalProperties: {
    schema: { ...closed, additionalProperties: false },
    allows: [{ a: 1 }],
    rejects: [[{ a: 1, b: 1 }, "/b", "additionalProperties"]],
  },
  unevaluatedProperties: {
    schema: { allOf: [closed], anyOf: [{ properties: { b: { type: "string" } } }], unevaluatedProperties: false },
    allows: [{ a: 1, b: "b" }],
    rejects: [[{ a: 1, c: 1 }, "/c", "unevaluatedProperties"]],
  },
  propertyNames: {
    schema: { propertyNames: { pattern: "^[a-z]+$" } },
    allows: [{ a: 1 }],
    rejects: [[{ A: 1 }, "/A", "propertyNames"]],
  },
  dependentRequired: {
    schema: { dependentRequired: { a: ["b"] } },
    allows: [{}, { b: 1 }, { a: 1, b: 1 }],
    rejects: [[{ a: 1 }, "/b", "required"]],
  },
  dependentSchemas: {
    schema: { dependentSchemas: { a: { properties: { b: { type: "string" } } } } },
    allows: [{ b: 1 }, { a: 1, b: "b" }],
    rejects: [[{ a: 1, b: 1 }, "/b", "type"]],
  },
  allOf: {
    schema: { allOf: [{ required: ["a"] }, { properties: { a: { minimum: 1 } } }] },
    allows: [{ a: 1 }],
    rejects: [
      [{ a: 0 }, "/a", "minimum"],
      [{}, "/a", "required"],
    ],
  },
  anyOf: {
    schema: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
    allows: ["a", ["a"]],
    rejects: [
      [[1], "/0", "type"],
      [1, "", "type"],
    ],
  },
  "anyOf by their keys": {
    schema: { anyOf: [{ required: ["a"], properties: { a: { type: "string" } } }, { required: ["b"] }] },
    allows: [{ b: 1 }, { a: "a" }],
    rejects: [
      [{ a: 1 }, "/a", "type"],
      [{ c: 1 }, "", "anyOf"],
    ],
  },
  oneOf: {
    schema: { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] },
    allows: [2, 3],
    rejects: [[6, "", "oneOf"]],
  },
  not: { schema: { not: { required: ["a", "b"] } }, allows: [{ a: 1 }], rejects: [[{ a: 1, b: 1 }, "", "not"]] },
  if: {
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    schema: { if: { required: ["a"] }, then: { required: ["b"] }, else: { required: ["c"] } },
    allows: [{ a: 1, b: 1 }, { c: 1 }],
    rejects: [
      [{ a: 1 }, "/b", "required"],
      [{}, "/c", "required"],
    ],
  },
  $ref: {
    schema: { properties: { a: { $ref: "#/components/schemas/Row", minProperties: 1 } } },
    allows: [{ a: { a: { b: 1 } } }],
    rejects: [[{ a: { a: {} } }, "/a/a", "minProperties"]],
  },
  "a schema that is combined of itself": {
    schema: { allOf: [{ $ref: "#/components/schemas/Row" }], type: "string" },
    allows: ["a"],
    rejects: [[1, "", "type"]],
    isBeyondAjv: true,
  },
};

test.each(Object.entries(rows))("enforces %s", (_, { schema, allows, rejects }) => {
  const { validate } = createExplainer({ components: { schemas: { Row: schema } } });
  const found = (value: unknown): unknown[] =>
    validate(value, { schema: "Row" }).map(({ pointer, rule }) => [value, pointer, rule]);

  expect(allows.flatMap(found)).toEqual([]);
  expect(rejects.flatMap(([value]) => found(value))).toEqual(rejects);
});

test.each(Object.entries(rows).filter(([, { isBeyondAjv }]) => !isBeyondAjv))(
  "enforces %s as ajv does",
  (_, { schema, allows, rejects }) => {
    const document = { components: { schemas: { Row: schema } } };
    const oracle = createOracle(document);
    const isRight = (value: unknown): boolean => oracle(value, { $ref: "#/components/schemas/Row" }).length === 0;

    expect(allows.every(isRight)).toBe(true);
    expect(rejects.some(([value]) => isRight(value))).toBe(false);
  },
);

const formats: Record<string, [valid: string[], invalid: string[]]> = {
  "date-time": [
    ["2024-02-29T23:59:59.123Z", "2016-12-31T23:59:60Z"],
    ["2023-02-29T00:00:00Z", "2024-01-01T00:00:00"],
  ],
  date: [["2024-02-29"], ["2024-02-30", "24-01-01", "2024-1-1"]],
  time: [
    ["10:00:00Z", "10:00:00.5+05:30"],
    ["25:00:00Z", "10:00Z"],
  ],
  duration: [
    ["P1Y2M3DT4H5M6S", "P2W", "PT1H"],
    ["P", "PT", "1Y", "P1H"],
  ],
  email: [["a.b+c@example.com"], ["a", "a@", "a b@example.com"]],
  hostname: [
    ["example.com", "localhost"],
    ["-a.com", "a..b", "a_b"],
  ],
  ipv4: [
    ["127.0.0.1", "255.255.255.255"],
    ["256.0.0.1", "1.2.3", "1.2.3.4."],
  ],
  ipv6: [
    ["::1", "2001:db8::ff00:42:8329", "::ffff:192.0.2.1"],
    ["1::2::3", "12345::", "1:2:3"],
  ],
  "json-pointer": [
    ["", "/a~1b/0"],
    ["a", "/a~2"],
  ],
  regex: [["^a+$"], ["(", "[a"]],
  uri: [
    ["https://example.com/a?b#c", "mailto:a@example.com", "urn:isbn:1"],
    ["/a", "example.com", "http://a b"],
  ],
  "uri-reference": [
    ["/a", "a?b", "#c", ""],
    ["a b", "{x}"],
  ],
  uuid: [["4A4DE828-f4db-4c9e-adfd-434e0864c3c7"], ["urn:uuid:4a4de828-f4db-4c9e-adfd-434e0864c3c7", "4a4de828"]],
};

test.each(Object.entries(formats))("enforces the format %s as ajv does", (format, [valid, invalid]) => {
  const { validate } = createExplainer({ components: { schemas: { Text: { format } } } });
  const oracle = createOracle({});

  for (const check of [
    (text: string) => validate(text, { schema: "Text" }),
    (text: string) => oracle(text, { format }),
  ]) {
    expect(valid.filter((text) => check(text).length > 0)).toEqual([]);
    expect(invalid.filter((text) => check(text).length === 0)).toEqual([]);
  }
});

test("knows every keyword and format of the contract", () => {
  const { formats: used, unknown } = pruneContract(contract);

  expect(used).toEqual(expect.arrayContaining(["date-time", "uri", "uuid"]));
  expect(unknown).toEqual([]);
});

test.each([
  [
    { unevaluatedItems: false },
    "#/components/schemas/New: packages/explain/src/walk.ts does not know `unevaluatedItems`.",
  ],
  [
    { properties: { a: { items: { $dynamicRef: "#b" } } } },
    "#/components/schemas/New/properties/a/items: packages/explain/src/walk.ts does not know `$dynamicRef`.",
  ],
  [{ format: "iri" }, "#/components/schemas/New: packages/explain/src/formats.ts does not know the format `iri`."],
  [{ $ref: "other.yaml" }, "#/components/schemas/New: `other.yaml` does not refer to a schema under components."],
])("fails the build on %j", (schema, complaint) => {
  expect(pruneContract({ components: { schemas: { New: schema } } }).unknown).toEqual([complaint]);
});

test("reads properties that are called like keywords", () => {
  const names = ["examples", "required", "format", "default", "pattern", "$ref", "title", "const"];
  const schema = { properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])) };

  const { document } = pruneContract({ components: { schemas: { New: { ...schema, examples: [{}], title: "New" } } } });

  expect(document).toEqual({ paths: {}, components: { schemas: { New: schema } } });
});
