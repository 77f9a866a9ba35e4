import { readCatalogue, valueAt } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const content = {
  "application/json": { schema: { $ref: "#/components/schemas/Thing" }, examples: { one: { value: 1 } } },
};
const parameter = (name: string, example: string, place = "query"): object => ({ name, in: place, example });

test("follows references with escapes, percent-encoding, nesting and sibling keys", () => {
  const contract = {
    paths: { "/things": { get: { responses: { 200: { $ref: "#/components/responses/a~1b%20c" } } } } },
    components: {
      responses: {
        "a/b c": { $ref: "#/components/responses/Last", headers: { "x-own": { example: "own" } } },
        Last: { content, headers: { "x-shared": { example: "shared" } } },
      },
    },
  };

  const [scenario] = readCatalogue(contract).operations[0]!.scenarios;

  expect(scenario).toMatchObject({ name: "one", body: 1, headers: { "x-own": "own" } });
  expect(valueAt(contract, scenario!.schema!)).toEqual({ $ref: "#/components/schemas/Thing" });
});

test("reads a path item by reference", () => {
  const contract = {
    paths: { "/things": { $ref: "#/components/pathItems/Things", summary: "Things" } },
    components: { pathItems: { Things: { get: { operationId: "listThings", responses: { 200: { content } } } } } },
  };

  const [operation] = readCatalogue(contract).operations;

  expect(operation).toMatchObject({ operationId: "listThings", path: "/things" });
  expect(valueAt(contract, operation!.scenarios[0]!.schema!)).toEqual({ $ref: "#/components/schemas/Thing" });
});

test("stops at a circular reference", () => {
  const contract = { paths: { "/things": { $ref: "#/paths/~1things" } } };

  expect(readCatalogue(contract).operations).toEqual([]);
});

test("prefers a parameter of the operation to that of its path", () => {
  const shared = [parameter("page", "path's"), parameter("page", "header's", "header")];
  const get = { parameters: [parameter("page", "own")], responses: {} };

  const [operation] = readCatalogue({ paths: { "/things": { parameters: shared, get } } }).operations;

  expect(operation!.parameters.map(({ in: place, example }) => [place, example])).toEqual([
    ["query", "own"],
    ["header", "header's"],
  ]);
});

test("reads the schema of a parameter by reference", () => {
  const id = { name: "id", in: "path", required: true, schema: { $ref: "#/components/schemas/Id" } };
  const components = { schemas: { Id: { type: "string", format: "uuid", examples: ["a"] } } };

  const { operations } = readCatalogue({ paths: { "/{id}": { get: { parameters: [id] } } }, components });

  expect(operations[0]!.parameters[0]).toMatchObject({ example: "a", schema: { format: "uuid" } });
});

test("reads every method", () => {
  const names = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
  const item = Object.fromEntries(names.map((name) => [name, { responses: {} }]));

  const { operations } = readCatalogue({ paths: { "/things": { summary: "Things", ...item } } });

  expect(operations.map(({ method }) => method.toLowerCase())).toEqual(names);
});
