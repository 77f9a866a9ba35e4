import {
  checkBody,
  checkParameters,
  createFetchStub,
  findScenario,
  matchPath,
  readCatalogue,
  requestFor,
  sampleRequest,
} from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { components, list, point } from "./check-parameter.ts";

const json = (schema: object): object => ({ "application/json": { schema } });
const form = (schema: object): object => ({ "application/x-www-form-urlencoded": { schema } });
const schemas: [string, object][] = [
  ["boolean", { type: "boolean" }],
  ["least", { type: "integer", minimum: 10 }],
  ["above", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
  ["below", { type: "number", maximum: -5 }],
  ["multiple", { type: "integer", multipleOf: 7, minimum: 8 }],
  ["pattern", { type: "string", pattern: "^[A-Z]{3}-\\d+$" }],
  ["pattern of a length", { type: "string", pattern: "^[a-f]+$", minLength: 12 }],
  ["length", { type: "string", minLength: 5, maxLength: 6 }],
  ["short", { type: "string", maxLength: 2 }],
  ["uuid", { format: "uuid" }],
  ["date", { type: "string", format: "date" }],
  ["moment", { type: "string", format: "date-time" }],
  ["email", { type: "string", format: "email" }],
  ["uri", { type: "string", format: "uri" }],
  ["enum", { type: "string", enum: ["red", "green"] }],
  ["null", { type: "null" }],
  ["list", { ...list, minItems: 2 }],
  ["object", { ...point, required: ["x", "y"] }],
  [
    "union",
    {
      oneOf: [
        { type: "integer", minimum: 50 },
        { type: "string", format: "uuid" },
      ],
    },
  ],
  ["several", { allOf: [{ type: "integer", minimum: 3 }, { maximum: 4 }] }],
  ["reference", { $ref: "#/components/schemas/Ids" }],
  ["object of unions", { anyOf: [{ ...point, required: ["x"], additionalProperties: false }, list] }],
];
const bodies: [string, object][] = [
  ...schemas.map(([name, schema]): [string, object] => [name, json(schema)]),
  [
    "properties",
    json({ type: "object", required: schemas.map(([name]) => name), properties: Object.fromEntries(schemas) }),
  ],
  ["pet", json({ $ref: "#/components/schemas/Pet" })],
  ["form", form({ type: "object", required: ["l"], properties: { l: { ...list, minItems: 2 }, p: point } })],
  ["multipart", { "multipart/form-data": { schema: { required: ["at"], properties: { at: { format: "date" } } } } }],
  ["tree that is cut short", json({ $ref: "#/components/schemas/Person" })],
  ["chain that ends", json({ $ref: "#/components/schemas/Chain" })],
  ["tree of many branches", json({ $ref: "#/components/schemas/Wide" })],
  ["range", { "text/*": { schema: { type: "string" } } }],
];
const pets = {
  Pet: { oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }], required: ["name"] },
  Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["a"], properties: { a: { const: "cat" } } }] },
  Dog: { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["b"], properties: { b: { type: "boolean" } } }] },
};
const person = { $ref: "#/components/schemas/Person" };
const branches = Array.from({ length: 8 }, (_, index) => `branch-${index}`);
const wide = { type: "array", items: { $ref: "#/components/schemas/Wide" } };
const circular = {
  Person: {
    type: "object",
    required: ["friends"],
    properties: { friends: { type: "array", items: person }, friend: person },
  },
  Chain: {
    required: ["next"],
    properties: { next: { anyOf: [{ $ref: "#/components/schemas/Chain" }, { type: "null" }] } },
  },
  Wide: { type: "object", required: branches, properties: Object.fromEntries(branches.map((name) => [name, wide])) },
};
const everything = { components: { schemas: { ...components.schemas, ...pets, ...circular } } };

test.each(
  ["path", "query", "header", "cookie"].flatMap((place) =>
    schemas.map(([name, schema]) => [name, place, schema] as const),
  ),
)("makes up a valid %s in the %s", (name, place, schema) => {
  const path = place === "path" ? "/{p}" : "/v";
  const parameters = [{ name: "p", in: place, required: true, schema }];
  const catalogue = readCatalogue({ paths: { [path]: { get: { parameters, responses: {} } } }, ...everything });

  const request = sampleRequest(catalogue.operations[0]!);

  expect({ name, failures: checkParameters(matchPath(catalogue, request.path)[0]!, request) }).toEqual({
    name,
    failures: [],
  });
});

test.each(bodies)("makes up a valid body: %s", (_, content) => {
  const post = { requestBody: { required: true, content }, responses: {} };
  const [operation] = readCatalogue({ paths: { "/v": { post } }, ...everything }).operations;

  expect(checkBody(operation!, sampleRequest(operation!))).toEqual([]);
});

test("shows the properties that have examples, and no read-only one", () => {
  const properties = {
    id: { readOnly: true, examples: [1] },
    name: { examples: ["Ada"] },
    age: { example: 36 },
    note: { type: "string" },
    tags: { type: "array", items: { type: "string" }, examples: [["a", "b"]] },
  };
  const requestBody = { content: json({ type: "object", required: ["id"], properties }) };
  const [operation] = readCatalogue({ paths: { "/v": { post: { requestBody } } } }).operations;

  expect(sampleRequest(operation!).parts.body?.value).toEqual({ name: "Ada", age: 36, tags: ["a", "b"] });
});

test("sends a key once that is also declared as a parameter", () => {
  const key = { type: "apiKey", in: "query", name: "api_key" };
  const parameters = [{ name: "api_key", in: "query", required: true, schema: { type: "string" } }];
  const get = { parameters, security: [{ key: [] }], responses: { 200: {}, 401: {} } };
  const catalogue = readCatalogue({ paths: { "/v": { get } }, components: { securitySchemes: { key } } });
  const [operation] = catalogue.operations;

  expect(String(sampleRequest(operation!).query)).toBe("api_key=any");
  expect(requestFor(operation!, operation!.scenarios[1]!)?.query.size).toBe(0);
});

const example = (value: object): object => ({ 200: { content: { "application/json": { example: value } } } });
const id = { name: "id", in: "path", required: true, example: "me" };

test("asks for an id that is not the path of another operation", () => {
  const expired = { value: { id: "expired" }, "x-scenario": { token: "old" } };
  const failed = { content: { "application/json": { examples: { expired } } } };
  const responses = { ...example({ id: "other" }), 401: { description: "No token." }, 403: failed };
  const paths = {
    "/u/me": { get: { responses: example({ id: "self" }) } },
    "/u/{id}": { get: { parameters: [id], security: [{ bearer: [] }], responses } },
  };
  const securitySchemes = { bearer: { type: "http", scheme: "bearer" } };
  const catalogue = readCatalogue({ paths, components: { securitySchemes } });
  const [, operation] = catalogue.operations;

  const requests = operation!.scenarios.map((scenario) => requestFor(operation!, scenario));

  const found = [sampleRequest(operation!), ...requests].map((request) => findScenario(catalogue, request!)?.scenario);
  expect(found.map((scenario) => scenario?.status)).toEqual([200, 200, 401, 403]);
  expect(found[0]?.body).toEqual({ id: "other" });
});

test("asks for what no example has by a valid id", async () => {
  const schema = { type: "string", pattern: "^[a-c]$" };
  const parameters = [{ ...id, example: "a", schema, "x-selects": "/id" }];
  const responses = { ...example({ id: "a" }), 404: {} };
  const catalogue = readCatalogue({ paths: { "/u/{id}": { get: { parameters, responses } } } });
  const [operation] = catalogue.operations;
  const { path } = requestFor(operation!, operation!.scenarios[1]!)!;

  const response = await createFetchStub({ catalogue })(`https://samples.example.com${path}`);

  expect({ path, status: response.status }).toEqual({ path: "/u/b", status: 404 });
});
