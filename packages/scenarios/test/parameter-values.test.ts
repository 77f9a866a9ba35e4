import { buildRequest, checkParameters, matchPath, readCatalogue, sampleParts } from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { check, components, list, lists, point, type Sent, tree } from "./check-parameter.ts";

/** A schema of this value alone. */
const only = (value: unknown, schema: object = {}): object => ({ schema: { ...schema, const: value } });
const texts = { type: "array", items: { type: "string" } };
const inPath = { in: "path", explode: true };

test.each<[object, Sent, unknown]>([
  [{ type: "boolean" }, { query: "p=true" }, true],
  [{ type: "boolean" }, { query: "p=false" }, false],
  [{ type: "number" }, { query: "p=-1.5e3" }, -1500],
  [{ type: "number" }, { query: "p=10.25" }, 10.25],
  [{ type: "number" }, { query: "p=2E%2B10" }, 2e10],
  [{ type: ["integer", "string"] }, { query: "p=1" }, "1"],
  [{}, { query: "p=1" }, 1],
  [{ type: "string" }, { query: "p=true" }, "true"],
  [texts, { query: "p=a,b&p=c" }, ["a,b", "c"]],
  [{}, { query: "p=a&p=b" }, ["a", "b"]],
  [{ anyOf: [{ type: "string" }, list] }, { query: "p=1&p=2" }, [1, 2]],
  [point, { query: "x=1&y=2&z=3&p[y]=4" }, { x: 1, y: "2" }],
  [point, { query: "y=a&x=1" }, { y: "a", x: 1 }],
])("reads %j from %j as %j", (schema, sent, value) => {
  expect(check(only(value, schema), sent)).toEqual([]);
});

test.each<[object, Sent, unknown]>([
  [{ explode: false }, { query: "p=1,2" }, [1, 2]],
  [{ explode: false }, { query: "p=" }, []],
  [{ in: "path" }, { path: "/1,2" }, [1, 2]],
  [inPath, { path: "/1,2" }, [1, 2]],
  [{ in: "path", style: "label" }, { path: "/.1,2" }, [1, 2]],
  [{ ...inPath, style: "label" }, { path: "/.1.2" }, [1, 2]],
  [{ in: "path", style: "matrix" }, { path: "/;p=1,2" }, [1, 2]],
  [{ ...inPath, style: "matrix" }, { path: "/;p=1;p=2" }, [1, 2]],
  [{ in: "cookie", explode: false }, { headers: { cookie: "p=1,2" } }, [1, 2]],
  [{ in: "cookie" }, { headers: { cookie: "p=1; q=3; p=2" } }, [1, 2]],
])("reads a list with %j from %j as %j", (written, sent, value) => {
  expect(check({ ...written, ...only(value, list) }, sent)).toEqual([]);
});

test.each<[object, Sent, unknown]>([
  [{ style: "deepObject" }, { query: "p[x]=1&q[y]=2&y=3" }, { x: 1 }],
  [{ style: "deepObject" }, { query: "p[long]=a&p[x]=1" }, { long: "a", x: 1 }],
  [{ explode: false }, { query: "p=x,1,y,2" }, { x: 1, y: "2" }],
  [{ explode: false }, { query: "p=x,1,y" }, { x: 1, y: "" }],
  [inPath, { path: "/x=1,y=a=b" }, { x: 1, y: "a=b" }],
  [inPath, { path: "/x=1,y" }, { x: 1, y: "" }],
  [{ in: "path", style: "matrix" }, { path: "/;p=x,1,y,2" }, { x: 1, y: "2" }],
  [{ ...inPath, style: "matrix" }, { path: "/;x=1;y=2" }, { x: 1, y: "2" }],
  [{ ...inPath, style: "label" }, { path: "/.x=1.y=2" }, { x: 1, y: "2" }],
  [
    { in: "cookie", explode: true },
    { headers: { cookie: "x=1; y=2" }, query: "x=3" },
    { x: 1, y: "2" },
  ],
])("reads an object with %j from %j as %j", (written, sent, value) => {
  expect(check({ ...written, ...only(value, point) }, sent)).toEqual([]);
});

test.each<[object, Sent, unknown]>([
  [{ oneOf: [{ type: "integer" }, { type: "string", format: "uuid" }] }, { query: "p=5" }, 5],
  [{ oneOf: [{ type: "boolean" }, { type: "string", minLength: 9 }] }, { query: "p=true" }, true],
  [{ anyOf: [{ type: "string", maxLength: 1 }, { type: "null" }] }, { query: "p=" }, ""],
  [{ oneOf: [{ enum: ["all"] }, list] }, { query: "p=all" }, "all"],
  [{ oneOf: [{ enum: ["all"] }, list] }, { query: "p=1" }, [1]],
  [{ anyOf: [list, { type: "array", items: { enum: ["a"] } }] }, { query: "p=a" }, ["a"]],
  [{ items: { anyOf: [{ type: "integer" }, { enum: ["a"] }] } }, { query: "p=1&p=a" }, [1, "a"]],
  [{ oneOf: [{ enum: ["all"] }, point] }, { query: "p=all" }, "all"],
  [{ anyOf: [{ type: "object" }, { enum: ["all"] }] }, { query: "p=all" }, { p: "all" }],
])("reads by %j from %j the branch that fits, %j", (schema, sent, value) => {
  expect(check(only(value, schema), sent)).toEqual([]);
});

const free = { type: "object" };
test.each<[object, object, Sent, unknown]>([
  [{}, free, { query: "a=1&b=2&a=3&c=4" }, { a: "3", c: "4" }],
  [{}, { ...free, additionalProperties: { type: "integer" } }, { query: "a=1&b=2" }, { a: 1 }],
  [{}, { ...point, additionalProperties: true }, { query: "x=1&z=3&key=4" }, { x: 1, z: "3" }],
  [{ style: "deepObject" }, free, { query: "p[a]=1&p[b][c]=2&d=3" }, { a: "1", b: { c: "2" } }],
  [{ style: "deepObject" }, {}, { query: "p[a]=1" }, { a: "1" }],
  [{ in: "cookie" }, free, { headers: { cookie: "a=1; b=2" } }, { a: "1", b: "2" }],
])("reads with %j an object of any names by %j from %j", (written, schema, sent, value) => {
  const security = [{ key: [] }];
  const beside = { parameters: [{ name: "b", in: "query", schema: {} }], security };

  expect(check({ ...written, ...only(value, schema) }, sent, beside)).toEqual([]);
});

test.each(["untrue", "falsely", "maybe", "1"])("takes %s for no boolean", (text) => {
  expect(check({ schema: { type: "boolean" } }, { query: `p=${text}` })).toEqual(["query p must be boolean"]);
});

test.each(["0x10", "01", "1.", ".5", "1e", "x1", "1x", "+1", " 1"])("takes %j for no number", (text) => {
  const query = String(new URLSearchParams({ p: text }));

  expect(check({ schema: { type: "number" } }, { query })).toEqual(["query p must be number"]);
});

test.each<[object, unknown]>([
  [{ schema: list }, [1, 2]],
  [{ schema: list, explode: false }, [1, 2]],
  [{ schema: list, style: "pipeDelimited" }, [1, 2]],
  [{ schema: list, in: "path" }, [1, 2]],
  [{ schema: list, in: "path", style: "label", explode: true }, [1, 2]],
  [{ schema: list, in: "path", style: "matrix", explode: true }, [1, 2]],
  [{ schema: list, in: "header" }, [1, 2]],
  [{ schema: list, in: "cookie", explode: false }, [1, 2]],
  [{ schema: point }, { x: 1, y: "2" }],
  [
    { schema: point, style: "deepObject" },
    { x: 1, y: "2" },
  ],
  [
    { schema: point, in: "header", explode: true },
    { x: 1, y: "2" },
  ],
  [
    { schema: point, in: "path" },
    { x: 1, y: "2" },
  ],
  [
    { schema: tree, style: "deepObject" },
    { child: { child: { size: 1 } }, size: 2 },
  ],
  [{ schema: lists, style: "deepObject" }, { ids: [1, 2] }],
  [{ schema: { type: "array", items: point } }, [{ x: 1 }, { x: 2, y: "3" }]],
  [{ schema: { type: "array", items: point }, style: "deepObject" }, [{ x: 1 }, { x: 2, y: "3" }]],
  [{ schema: { type: "string" }, in: "cookie" }, "a; b%20ü"],
  [{ content: { "application/json": { schema: point } } }, { x: 1 }],
  [{ content: { "application/json": {} } }, "a text"],
])("writes %j so it can be read back", (parameter, example) => {
  const { schema } = Object(parameter);
  const declared = { name: "p", in: "query", required: true, example, ...parameter, ...only(example, schema) };
  const template = declared.in === "path" ? "/{p}" : "/v";
  const content = { "application/json": { ...only(example), example } };
  const own = "content" in parameter ? { ...declared, content, example: undefined } : declared;
  const contract = { paths: { [template]: { get: { parameters: [own], responses: {} } } }, components };
  const catalogue = readCatalogue(contract);
  const [operation] = catalogue.operations;

  const request = buildRequest(operation!, sampleParts(operation!));

  expect(checkParameters(matchPath(catalogue, request.path)[0]!, request)).toEqual([]);
});
