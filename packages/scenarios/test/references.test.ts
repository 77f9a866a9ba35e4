import { readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

test("copies into a schema what its references lead to, and theirs", () => {
  const schemas = {
    A: { type: "array", items: { $ref: "#/components/schemas/B" } },
    B: { properties: { next: { $ref: "#/components/schemas/C" }, $ref: { type: "string" } } },
    C: { type: "integer" },
    Other: { type: "null" },
  };
  const parameters = [{ name: "a", in: "query", schema: { $ref: "#/components/schemas/A" } }];

  const { operations } = readCatalogue({ paths: { "/": { get: { parameters } } }, components: { schemas } });

  const $ref = "#/$defs/components~1schemas~1B";
  expect(operations[0]!.parameters[0]!.schema).toEqual({
    type: "array",
    items: { $ref },
    $defs: {
      "components/schemas/B": {
        properties: { next: { $ref: "#/$defs/components~1schemas~1C" }, $ref: { type: "string" } },
      },
      "components/schemas/C": schemas.C,
    },
  });
});

test("stops at a circular reference", () => {
  const contract = { paths: { "/things": { $ref: "#/paths/~1things" } } };

  expect(readCatalogue(contract).operations).toEqual([]);
});

test("follows a reference that is not a valid URI as it is written", () => {
  const components = { responses: { "100%": { headers: { "x-own": { example: "own" } } } } };
  const get = { responses: { 200: { $ref: "#/components/responses/100%" } } };

  const { operations } = readCatalogue({ paths: { "/things": { get } }, components });

  expect(operations[0]!.scenarios[0]!.headers).toEqual({ "x-own": "own" });
});
