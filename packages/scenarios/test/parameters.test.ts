import { expect, test } from "vitest";
import { typesOf } from "../src/contract/schema-parts.ts";
import { check, list, lists, numbers, point, type Sent, tree, uuid } from "./check-parameter.ts";

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
  ["a value in spite of a pattern that is not one", { schema: { pattern: "(?i)^[a-z\\_]+$" } }, { query: "p=1" }],
  ["a missing name that every object has", { name: "constructor", in: "cookie", schema: list }, {}],
  [
    "a header that OpenAPI ignores",
    { name: "Accept", in: "header", schema: { const: "a" } },
    { headers: { accept: "b" } },
  ],
  ["plain content", { content: { "text/plain": { schema: { type: "string" } } } }, { query: "p={" }],
  ["an encoded value", { schema: { enum: ["a/b c"] }, in: "path" }, { path: "/a%2Fb%20c" }],
])("accepts %s", (_, parameter, sent) => {
  expect(check(parameter, sent)).toEqual([]);
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

test("reads a union of many members that lead back to it at once", () => {
  const member = { allOf: [{ $ref: "#/components/schemas/Union" }] };
  const Union = { anyOf: [...Array.from({ length: 12 }, () => member), { type: "integer" }] };

  expect(typesOf({ components: { schemas: { Union } } }, { $ref: "#/components/schemas/Union" })).toEqual(["integer"]);
});
