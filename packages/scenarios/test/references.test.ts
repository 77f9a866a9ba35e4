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

  const { B, C } = schemas;
  expect(operations[0]!.parameters[0]!.schema).toEqual({ ...schemas.A, components: { schemas: { B, C } } });
});

test("keeps a whole schema although a part of it is referred to first", () => {
  const Thing = { required: ["a"], properties: { a: { type: "integer" } } };
  const schema = {
    properties: {
      part: { $ref: "#/components/schemas/Thing/properties/a" },
      whole: { $ref: "#/components/schemas/Thing" },
    },
  };
  const requestBody = { content: { "application/json": { schema } } };
  const paths = { "/things": { post: { requestBody, responses: {} } } };

  const [operation] = readCatalogue({ paths, components: { schemas: { Thing } } }).operations;

  expect(operation!.requestBody?.content[0]?.schema).toEqual({ ...schema, components: { schemas: { Thing } } });
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
