import { readCatalogue, requestFor, sampleRequest } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const examples = (...names: string[]): object => ({
  content: { "application/json": { examples: Object.fromEntries(names.map((name) => [name, { value: { name } }])) } },
});
const failed = {
  content: { "application/json": { examples: { reserved: { "x-scenario": { path: { thing: "x1" } }, value: {} } } } },
};
const [readThing, makeThing] = readCatalogue({
  security: [{ bearer: [] }],
  paths: {
    "/things/{thing}": {
      get: {
        parameters: [
          { name: "thing", in: "path", required: true, example: "a b", schema: {}, "x-selects": "/name" },
          { name: "x-kind", in: "header", required: true, schema: { enum: ["plain"] } },
        ],
        responses: { 200: examples("a b", "c/d"), 401: examples("no"), 404: examples("none"), 503: failed },
      },
    },
    "/things": {
      post: {
        security: [],
        requestBody: {
          required: true,
          content: { "application/json": { examples: { one: { value: { name: "new" } } } } },
        },
        responses: { 201: examples("first", "second"), 422: examples("invalid"), 503: failed },
      },
    },
  },
}).operations;

test("triggers by the selected value, an unknown one, no token and a reserved value", () => {
  const [, byValue, unauthorized, notFound, reserved] = readThing!.scenarios.map((one) => requestFor(readThing!, one)!);

  expect(byValue).toEqual({
    method: "GET",
    path: "/things/c%2Fd",
    query: new URLSearchParams(),
    headers: { authorization: "Bearer any", "x-kind": "plain" },
    parts: { path: { thing: "c/d" }, query: {}, header: { "x-kind": "plain" }, cookie: {}, token: "any" },
    triggers: { thing: "c/d" },
  });
  expect(unauthorized).toMatchObject({ path: "/things/a%20b", headers: { "x-kind": "plain" }, triggers: {} });
  expect(notFound).toMatchObject({ triggers: { thing: "unknown" } });
  expect(reserved).toMatchObject({ path: "/things/x1", triggers: { thing: "x1" } });
});

test("sends the body that the contract shows", () => {
  const headers = { "content-type": "application/json" };

  expect(sampleRequest(makeThing!)).toMatchObject({ path: "/things", headers, body: '{"name":"new"}', triggers: {} });
});

test("returns undefined if no request triggers a scenario", () => {
  const [first, second, , reserved] = makeThing!.scenarios.map((one) => requestFor(makeThing!, one));

  expect(first).toEqual(sampleRequest(makeThing!));
  expect([second, reserved]).toEqual([undefined, undefined]);
});

test("leaves out a required body to trigger the error for an invalid one", () => {
  const invalid = makeThing!.scenarios.find(({ status }) => status === 422)!;

  expect(requestFor(makeThing!, invalid)).toMatchObject({ headers: {}, parts: { body: undefined }, triggers: {} });
});

test("selects by a number", () => {
  const parameter = { name: "size", in: "path", required: true, schema: { type: "integer" }, "x-selects": "/size" };
  const content = {
    "application/json": { examples: { seven: { value: { size: 7 } }, eight: { value: { size: 8 } } } },
  };
  const paths = { "/sizes/{size}": { get: { parameters: [parameter], responses: { 200: { content } } } } };
  const [operation] = readCatalogue({ paths }).operations;

  expect(requestFor(operation!, operation!.scenarios[1]!)?.path).toBe("/sizes/8");
});

test.each([
  ["path", { type: "string" }, "unknown"],
  ["path", { type: "integer" }, 999_999_999],
  ["path", { type: "number" }, 999_999_999],
  ["path", { type: "integer", minimum: 50, maximum: 60 }, 50],
  ["query", { type: "string", pattern: "^[0-9a-f]{4}$" }, "1111"],
  ["path", { format: "uuid" }, "00000000-0000-4000-8000-0000000000ff"],
  ["query", { type: "string" }, "unknown"],
])("asks in the %s by %j for what no example has", (place, schema, unknown) => {
  const parameter = { name: "id", in: place, required: true, schema, example: 1, "x-selects": "/id" };
  const content = { "application/json": { examples: { one: { value: { id: 1 } } } } };
  const path = place === "path" ? "/things/{id}" : "/things";
  const get = { parameters: [parameter], responses: { 200: { content }, 404: { description: "None." } } };
  const [operation] = readCatalogue({ paths: { [path]: { get } } }).operations;

  const { parts, triggers } = requestFor(operation!, operation!.scenarios[1]!)!;

  expect({ triggers, place: parts[place as "path" | "query"] }).toEqual({
    triggers: { id: unknown },
    place: { id: unknown },
  });
});

test("triggers by reserved values of path and query at once", () => {
  const parameters = [
    { name: "id", in: "path", required: true, example: "a" },
    { name: "page", in: "query", required: true, example: "1" },
  ];
  const busy = { value: {}, "x-scenario": { path: { id: "busy" }, query: { page: "9" } } };
  const content = { "application/json": { examples: { busy } } };
  const [operation] = readCatalogue({
    paths: { "/things/{id}": { get: { parameters, responses: { 503: { content } } } } },
  }).operations;

  const request = requestFor(operation!, operation!.scenarios[0]!);

  expect(request).toMatchObject({ path: "/things/busy", triggers: { id: "busy", page: "9" } });
  expect(String(request!.query)).toBe("page=9");
});

test("leaves out a required body to get a 400, and no other error", () => {
  const requestBody = { required: true, content: { "application/json": { example: {} } } };
  const responses = { 400: examples("bad"), 409: examples("taken") };
  const [operation] = readCatalogue({ paths: { "/things": { post: { requestBody, responses } } } }).operations;

  const [bad, taken] = operation!.scenarios.map((scenario) => requestFor(operation!, scenario));

  expect(bad).toMatchObject({ headers: {}, parts: { body: undefined } });
  expect(taken).toBeUndefined();
});
