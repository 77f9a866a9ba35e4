import { buildRequest, checkParameters, matchPath, readCatalogue, sampleParts } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const components = {
  schemas: {
    Ids: { type: "array", items: { $ref: "#/components/schemas/Id" } },
    Id: { type: "string", format: "uuid" },
    Tree: { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" }, size: { type: "integer" } } },
  },
};
const uuid = "4a4de828-f4db-4c9e-adfd-434e0864c3c7";
const list = { type: "array", items: { type: "integer" } };
const lists = { type: "object", properties: { ids: list }, additionalProperties: false };
const tree = { $ref: "#/components/schemas/Tree" };
const numbers = { type: "object", additionalProperties: { type: "integer" } };
const point = { type: "object", required: ["x"], properties: { x: { type: "integer" }, y: { type: "string" } } };

/** The violations of a request's values for one parameter. */
function check(parameter: object, { query = "", path = "/v", headers = {} }: Sent): string[] {
  const declared = { name: "p", in: "query", schema: {}, ...parameter };
  const template = declared.in === "path" ? "/{p}" : "/v";
  const contract = { paths: { [template]: { get: { parameters: [declared], responses: {} } } }, components };
  const [match] = matchPath(readCatalogue(contract), path);
  const failures = checkParameters(match!, { query: new URLSearchParams(query), headers });
  return failures.map(({ in: place, name, message }) => `${place} ${name} ${message}`);
}

interface Sent {
  query?: string;
  path?: string;
  headers?: Record<string, string>;
}

test.each<[string, object, Sent]>([
  ["a string that looks like a number", { schema: { type: "string" } }, { query: "p=1" }],
  ["a number", { schema: { type: "integer", minimum: 1 } }, { query: "p=1" }],
  ["a negative number with an exponent", { schema: { type: "number" } }, { query: "p=-1.5e3" }],
  ["a boolean", { schema: { type: "boolean" } }, { query: "p=true" }],
  ["an enum of numbers", { schema: { enum: [1, 2] } }, { query: "p=2" }],
  ["one of several types", { schema: { oneOf: [{ type: "integer" }, { const: "all" }] } }, { query: "p=all" }],
  ["null or a list", { schema: { type: ["array", "null"], items: { type: "string" } } }, { query: "p=a&p=b" }],
  ["a list by reference", { schema: { $ref: "#/components/schemas/Ids" } }, { query: `p=${uuid}&p=${uuid}` }],
  ["a list in a union", { schema: { anyOf: [{ type: "string" }, list] } }, { query: "p=1&p=2" }],
  ["a list with commas", { schema: list, explode: false }, { query: "p=1,2" }],
  ["a list with pipes", { schema: list, style: "pipeDelimited" }, { query: "p=1|2" }],
  ["a list with spaces", { schema: list, style: "spaceDelimited" }, { query: "p=1%202" }],
  ["a list in a path", { schema: list, in: "path" }, { path: "/1,2" }],
  ["a list after a dot", { schema: list, in: "path", style: "label", explode: true }, { path: "/.1.2" }],
  ["a matrix", { schema: list, in: "path", style: "matrix" }, { path: "/;p=1,2" }],
  ["a number after its name", { schema: { type: "integer" }, in: "path", style: "matrix" }, { path: "/;p=7" }],
  ["a list in a header", { schema: list, in: "header", name: "X-P" }, { headers: { "x-p": "1,2" } }],
  ["a cookie", { schema: { type: "integer" }, in: "cookie" }, { headers: { cookie: "a=b; p=1" } }],
  ["an object in brackets", { schema: point, style: "deepObject" }, { query: "p[x]=1&p[y]=2" }],
  ["an object spread over the query", { schema: point }, { query: "x=1&y=2&z=3" }],
  ["an object with commas", { schema: point, explode: false }, { query: "p=x,1,y,2" }],
  ["an object that contains itself", { schema: { $ref: "#/components/schemas/Tree" } }, { query: "size=1" }],
  ["JSON", { content: { "application/json": { schema: point } } }, { query: 'p={"x":1}' }],
  ["a missing optional value", { schema: list, required: false }, {}],
  ["a list of one", { schema: { ...list, minItems: 1 } }, { query: "p=1" }],
  ["a list with spaces in a header", { schema: list, in: "header" }, { headers: { p: "1, 2 ,3" } }],
  ["an encoded cookie", { schema: { const: "a b;c" }, in: "cookie" }, { headers: { cookie: "p=a%20b%3Bc" } }],
  ["an empty value that is allowed", { schema: { minLength: 1 }, allowEmptyValue: true }, { query: "p=" }],
  ["nothing for null", { schema: { type: ["integer", "null"] } }, { query: "p=" }],
  ["a name in brackets", { schema: list, name: "p[]" }, { query: "p[]=1&p[]=2" }],
  ["a tree in brackets", { schema: tree, style: "deepObject" }, { query: "p[child][child][size]=1" }],
  ["a list in brackets", { schema: lists, style: "deepObject" }, { query: "p[ids][]=1&p[ids][]=2" }],
  ["a list by index", { schema: lists, style: "deepObject" }, { query: "p[ids][0]=1&p[ids][1]=2" }],
  ["a list by one name", { schema: lists, style: "deepObject" }, { query: "p[ids]=1&p[ids]=2" }],
  ["properties of any name", { schema: numbers, style: "deepObject" }, { query: "p[a]=1&p[b]=2" }],
  ["an object of several schemas", { schema: { allOf: [point, numbers] } }, { query: "x=1" }],
  ["an object that is not required", { schema: point, explode: false }, {}],
  ["JSON that is not required", { content: { "application/json": { schema: point } } }, {}],
  ["an encoded value", { schema: { enum: ["a/b c"] }, in: "path" }, { path: "/a%2Fb%20c" }],
])("accepts %s", (_, parameter, sent) => {
  expect(check(parameter, sent)).toEqual([]);
});

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
  [
    { in: "cookie", explode: true },
    { headers: { cookie: "p=x=1,y=2" }, query: "x=3" },
    { x: 1, y: "2" },
  ],
])("reads an object with %j from %j as %j", (written, sent, value) => {
  expect(check({ ...written, ...only(value, point) }, sent)).toEqual([]);
});

test.each(["untrue", "falsely", "maybe", "1"])("takes %s for no boolean", (text) => {
  expect(check({ schema: { type: "boolean" } }, { query: `p=${text}` })).toEqual(["query p must be boolean"]);
});

test.each(["0x10", "01", "1.", ".5", "1e", "x1", "1x", "+1", " 1"])("takes %j for no number", (text) => {
  const query = String(new URLSearchParams({ p: text }));

  expect(check({ schema: { type: "number" } }, { query })).toEqual(["query p must be number"]);
});

test.each<[object, unknown, string]>([
  [{ const: 5 }, 6, "must be 5"],
  [{ const: { a: 1 } }, {}, 'must be {"a":1}'],
  [{ type: ["integer", "null"] }, "a", "must be integer or null"],
  [{ required: ["a", "b"] }, { a: 1 }, "must have a, b"],
  [{ maximum: 1 }, 2, "must be at most 1"],
  [{ exclusiveMinimum: 1 }, 1, "must be more than 1"],
  [{ exclusiveMaximum: 1 }, 1, "must be less than 1"],
  [{ multipleOf: 2 }, 3, "must be a multiple of 2"],
  [{ minLength: 2 }, "a", "must have at least 2 characters"],
  [{ minItems: 1 }, [], "must have at least 1 items"],
  [{ uniqueItems: true }, [1, 1], "must not have duplicate items"],
])("says by the rule %j what is wrong about %j", (schema, value, message) => {
  const parameter = { content: { "application/json": { schema } } };

  expect(check(parameter, { query: `p=${JSON.stringify(value)}` })).toEqual([`query p ${message}`]);
});

test.each<[string, object, Sent, string]>([
  ["an object that is missing", { schema: point, required: true }, {}, "query p must be given"],
  ["a missing value", { required: true }, {}, "query p must be given"],
  ["a value twice", { schema: { type: "string" } }, { query: "p=a&p=b" }, "query p must be given once"],
  ["a value that is not a number", { schema: { type: "integer" } }, { query: "p=big" }, "query p must be integer"],
  ["an empty number", { schema: { type: "integer" } }, { query: "p=" }, "query p must be integer"],
  ["a fraction", { schema: { type: "integer" } }, { query: "p=1.5" }, "query p must be integer"],
  [
    "a number that is too small",
    { schema: { type: "integer", minimum: 1 } },
    { query: "p=0" },
    "query p must be at least 1",
  ],
  [
    "a string that is too long",
    { schema: { maxLength: 2 } },
    { query: "p=abc" },
    "query p must have at most 2 characters",
  ],
  ["a value outside an enum", { schema: { enum: ["a", 1] } }, { query: "p=b" }, "query p must be one of a, 1"],
  [
    "an invalid uuid",
    { schema: { format: "uuid" } },
    { query: `p=urn:uuid:${uuid}` },
    'query p must match format "uuid"',
  ],
  [
    "an item by reference",
    { schema: { $ref: "#/components/schemas/Ids" } },
    { query: "p=a" },
    'query p must match format "uuid"',
  ],
  ["too many items", { schema: { ...list, maxItems: 1 } }, { query: "p=1&p=2" }, "query p must have at most 1 items"],
  [
    "an invalid cookie",
    { schema: { pattern: "^a" }, in: "cookie" },
    { headers: { cookie: "p=b" } },
    'cookie p must match pattern "^a"',
  ],
  ["invalid JSON", { content: { "application/json": {} } }, { query: "p={" }, "query p must be JSON"],
  ["a property that is missing", { schema: point, style: "deepObject" }, { query: "p[y]=2" }, "query p must have x"],
  ["an invalid property", { schema: point, style: "deepObject" }, { query: "p[x]=a" }, "query p must be integer"],
  ["a value that a schema forbids", { schema: { not: { const: "a" } } }, { query: "p=a" }, "query p is not valid"],
])("rejects %s", (_, parameter, sent, message) => {
  expect(check(parameter, sent)).toEqual([message]);
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
  [{ content: { "application/json": { schema: point } } }, { x: 1 }],
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
