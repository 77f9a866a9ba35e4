import openapiTS, { astToString } from "openapi-typescript";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { operationsIn } from "../operations-in.ts";
import { isTypeName, withAliases } from "../schema-aliases.ts";

const contract = parse(`
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
    get:
      parameters:
        - { name: team, in: query, schema: { $ref: '#/components/schemas/Uuid' } }
        - { name: trace, in: header, schema: { type: string, format: uuid } }
      responses:
        2XX: { content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } } }
        default: { $ref: '#/components/responses/Failed' }
    head:
      responses:
        '200': { content: { application/json: { schema: { type: object } } } }
    delete:
      responses: { '204': { description: Gone } }
  /reports:
    $ref: '#/components/pathItems/Reports'
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string, format: uuid } }
  responses:
    Failed: { content: { application/problem+json: { schema: { type: [object, 'null'] } } } }
  pathItems:
    Reports:
      get:
        responses: { '200': { content: { text/csv: { schema: { type: string } } } } }
      post:
        requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object } } } }
        responses: { '201': { content: { application/json: { schema: { type: array } } } } }
      put:
        requestBody: { content: { multipart/form-data: { schema: { type: object } } } }
        responses: { '200': { content: { application/json: { schema: { type: integer } } } } }
  schemas:
    Uuid: { type: string, format: uuid }
    Tree: { type: object, properties: { children: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }
    Odd.Name: { type: string }
    Record: { type: object, properties: { odd: { $ref: '#/components/schemas/Odd.Name' } } }
`);

test("reads what the client has to know about each operation", () => {
  expect(operationsIn(contract)).toEqual({
    "/things/{id}": {
      GET: {
        accept: "application/json, application/problem+json",
        uuids: ["id", "team"],
        responses: { "2XX": "object", default: "any" },
      },
      HEAD: { accept: "application/json", uuids: ["id"], responses: { 200: "none" } },
      DELETE: { accept: "*/*", uuids: ["id"], responses: { 204: "none" } },
    },
    "/reports": {
      GET: { accept: "text/csv", uuids: [], responses: { 200: "other" } },
      POST: {
        accept: "application/json",
        contentType: "application/x-www-form-urlencoded",
        uuids: [],
        responses: { 201: "array" },
      },
      PUT: { accept: "application/json", uuids: [], responses: { 200: "number" } },
    },
  });
});

test("declares each schema once, and refers to it by name", async () => {
  const { paths: _, ...document } = contract;
  const nodes = await openapiTS({ ...document, paths: {} });

  const text = astToString(withAliases(nodes, Object.keys(contract.components.schemas)));

  expect(text).toContain("export type Tree = {\n    children?: Tree[];\n};");
  expect(text).toContain("        Tree: Tree;");
  expect(text).toContain('odd?: components["schemas"]["Odd.Name"];');
});

test.each([
  ["Tree", true],
  ["$ref", true],
  ["Odd.Name", false],
  ["2nd", false],
  ["Record", false],
  ["paths", false],
])("reports whether %s can be a type: %s", (name, expected) => {
  expect(isTypeName(name)).toBe(expected);
});
