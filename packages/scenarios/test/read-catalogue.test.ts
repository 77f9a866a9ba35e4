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

test("reads an operation that declares next to nothing", () => {
  expect(
    readCatalogue({ paths: { "/things": { get: { responses: { "2XX": {}, default: {}, "x-own": {} } } } } }),
  ).toEqual({
    operations: [
      {
        operationId: "get /things",
        summary: "",
        method: "GET",
        path: "/things",
        security: [],
        parameters: [],
        scenarios: [{ ...bodiless("get /things-2XX", 200), isRange: true }],
        defaults: [bodiless("get /things-default", 500)],
      },
    ],
  });
});

function bodiless(name: string, status: number): object {
  return { name, summary: name, description: "", status, headers: {}, requiredHeaders: [] };
}

test("reads all that an operation declares", () => {
  const schema = { type: "object" };
  const one = { summary: " One ", description: "\nThe one. ", value: { a: 1 }, "x-scenario": { delayMs: 5 } };
  const post = {
    operationId: "makeThing",
    summary: "Make a thing",
    requestBody: { required: true, content: { "application/json": { schema, example: { a: 1 } }, "text/*": {} } },
    responses: {
      201: {
        headers: {
          "X-Left": { required: true, schema: { enum: [3] } },
          "X-Page": { examples: { first: { value: "a" } } },
          "X-None": {},
        },
        content: { "application/json": { schema, examples: { one } }, "text/plain": { example: "a" } },
      },
    },
  };
  const contract = {
    security: [{ key: [] }],
    paths: { "/a~b": { post } },
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
  };

  const headers = { "x-left": "3", "x-page": "a", "x-none": "" };
  const shared = { status: 201, headers, requiredHeaders: ["x-left"] };
  const name = "makeThing-201-text/plain";
  expect(readCatalogue(contract).operations).toEqual([
    {
      operationId: "makeThing",
      summary: "Make a thing",
      method: "POST",
      path: "/a~b",
      security: [[{ in: "header", name: "x-key" }]],
      parameters: [],
      requestBody: {
        required: true,
        content: [{ contentType: "application/json", schema, example: { a: 1 } }, { contentType: "text/*" }],
      },
      scenarios: [
        {
          ...shared,
          name: "one",
          summary: " One ",
          description: "The one.",
          contentType: "application/json",
          schema: "#/paths/~1a~0b/post/responses/201/content/application~1json/schema",
          body: { a: 1 },
          delayMs: 5,
        },
        { ...shared, name, summary: name, description: "", contentType: "text/plain", body: "a" },
      ],
      defaults: [],
    },
  ]);
});

test.each([
  ["query", {}, { style: "form", explode: true }],
  ["cookie", {}, { style: "form", explode: true }],
  ["path", {}, { style: "simple", explode: false }],
  ["header", {}, { style: "simple", explode: false }],
  ["query", { style: "pipeDelimited" }, { style: "pipeDelimited", explode: false }],
  ["query", { explode: false }, { style: "form", explode: false }],
  ["path", { style: "label", explode: true }, { style: "label", explode: true }],
])("reads a parameter in the %s that declares %j", (place, written, read) => {
  const declared = { name: "p", in: place, schema: { type: "string" }, ...written };

  const [operation] = readCatalogue({ paths: { "/things": { get: { parameters: [declared] } } } }).operations;

  const known = { name: "p", in: place, required: false, schema: { type: "string" } };
  expect(operation!.parameters).toEqual([{ ...known, ...read }]);
});

test("reads what a parameter selects and narrows", () => {
  const content = { "application/json": { schema: { type: "object" } } };
  const parameters = [
    { name: "a", in: "query", "x-selects": "/id", "x-narrows": "/list", content },
    { name: "b", in: "query", "x-selects": 1, "x-narrows": true },
  ];

  const [operation] = readCatalogue({ paths: { "/things": { get: { parameters } } } }).operations;

  const shared = { in: "query", required: false, style: "form", explode: true };
  expect(operation!.parameters).toEqual([
    {
      ...shared,
      name: "a",
      contentType: "application/json",
      schema: { type: "object" },
      selects: "/id",
      narrows: "/list",
    },
    { ...shared, name: "b", schema: {} },
  ]);
});
