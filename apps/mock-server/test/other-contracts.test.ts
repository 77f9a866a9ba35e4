import { beforeEach, expect, test } from "vitest";
import { startContract } from "./start-contract.ts";

const json = (name: string, value: unknown): object => ({
  description: "An answer.",
  content: { "application/json": { schema: { type: "object" }, examples: { [name]: { value } } } },
});
const text = { type: "string" };
/** Prism makes up what has no example, and its headers are sent as they are. */
const made = { description: "An answer.", content: { "application/json": { schema: { type: "object" } } } };
const size = { name: "size", in: "query", required: true, schema: { type: "integer" } };
const trace = { name: "x-trace", in: "header", required: true, schema: { type: "string", format: "uuid" } };

/** An answer of each kind that our own contract has none of. */
const contract = {
  openapi: "3.1.0",
  info: { title: "Others", version: "1" },
  paths: {
    "/boxes": {
      get: { parameters: [size, trace], responses: { 200: json("boxes", { boxes: 2 }) } },
      post: {
        requestBody: { required: true, content: { "application/json": { schema: { required: ["size"] } } } },
        responses: { 201: json("made", { made: true }), default: json("failed", { message: "" }) },
      },
      put: {
        responses: { 302: { description: "Moved.", headers: { location: { schema: text, example: "/boxes" } } } },
      },
      patch: {
        responses: {
          200: { description: "A box.", content: { "application/json": { schema: { properties: { name: text } } } } },
        },
      },
      delete: { responses: { 204: { description: "Gone." } } },
    },
    "/boxes/{box}": { get: { responses: { "2XX": json("any-box", { box: "any" }) } } },
    "/boxes/first": { get: { responses: { 200: json("first-box", { box: "first" }) } } },
    "/reports": {
      get: {
        operationId: "getReport",
        responses: {
          200: {
            description: "A report.",
            content: {
              "text/csv": { schema: text, example: "a,b" },
              "application/json": { schema: { type: "object" }, example: { a: "b" } },
            },
          },
        },
      },
    },
    "/crates": {
      post: {
        requestBody: { content: { "application/json": { schema: { properties: { size: { type: "integer" } } } } } },
        responses: { 201: json("made", { made: true }) },
      },
      put: { responses: {} },
      patch: { responses: { 100: { description: "Going on." } } },
    },
    "/prices": {
      get: {
        responses: {
          200: { ...made, headers: { "x-price": { schema: text, example: "5 \u20ac" } } },
        },
      },
    },
  },
};

let url: string;
beforeEach(async () => {
  ({ url } = await startContract(contract));
});

const trail = { "x-trace": "4a4de828-f4db-4c9e-adfd-434e0864c3c7" };

test.each([
  ["what is missing", "/boxes", {}, "header x-trace must be given; query size must be given"],
  ["a number that is none", "/boxes?size=big", trail, "query size must be integer"],
  ["a uuid that is none", "/boxes?size=1", { "x-trace": "1" }, 'header x-trace must match format "uuid"'],
])("names %s where the contract declares no 400", async (_, path, headers, message) => {
  const response = await fetch(url + path, { headers });

  expect(await response.json()).toEqual({ statusCode: 400, error: "Bad Request", message });
});

test.each([
  ["a good request, without an example of what it needs", "GET", "/boxes?size=1", 200, { boxes: 2 }],
  ["a request without the body that it needs", "POST", "/boxes", 422, { message: "" }],
  ["a response with nothing but a schema", "PATCH", "/boxes", 200, { name: "string" }],
  ["an operation with a range of statuses", "GET", "/boxes/second", 200, { box: "any" }],
  ["a concrete path before one with parameters", "GET", "/boxes/first", 200, { box: "first" }],
])("responds to %s", async (_, method, path, status, body) => {
  const response = await fetch(url + path, { method, headers: trail });

  expect({ status: response.status, body: await response.json() }).toEqual({ status, body });
});

test.each([
  ["DELETE", 204, null],
  ["PUT", 302, "/boxes"],
])("sends status and headers for a %s without a body", async (method, status, location) => {
  const response = await fetch(`${url}/boxes`, { method, redirect: "manual" });

  expect(response.status).toBe(status);
  expect(response.headers.get("location")).toBe(location);
  expect(response.headers.get("content-type")).toBeNull();
  expect(await response.text()).toBe("");
});

test.each([
  ["*/*", 200, "text/csv", "a,b"],
  ["text/csv", 200, "text/csv", "a,b"],
  ["application/json", 200, "application/json", '{"a":"b"}'],
  ["image/png", 406, "application/json", expect.stringContaining("does not match")],
])("answers Accept: %s by an example that has no name", async (accept, status, type, body) => {
  const response = await fetch(`${url}/reports`, { headers: { accept } });

  const answered = { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
  expect(answered).toEqual({ status, type, body });
});

test("lists the statuses that can be preferred", async () => {
  const response = await fetch(`${url}/boxes`, { method: "PUT", headers: { prefer: "code=418" } });

  expect(await response.json()).toMatchObject({ message: "header prefer code=418 is not in the contract. Valid: 302" });
});

test("encodes what a made-up header cannot contain", async () => {
  const { status, headers } = await fetch(`${url}/prices`);

  expect([status, headers.get("x-price")]).toEqual([200, "5 %E2%82%AC"]);
});

test.each([
  ["a parameter once", "GET", "/boxes?size=1??size=2", "query size must be integer"],
  ["a property once", "POST", "/crates", "body /size must be integer"],
  ["that no response is declared", "PUT", "/crates", "No response defined for the selected operation"],
  ["that no response is final", "PATCH", "/crates", "The contract declares no final response."],
])("names %s in a message", async (_, method, target, message) => {
  const body = method === "POST" ? { body: '{"size":"x"}' } : {};
  const headers = { ...trail, "content-type": "application/json" };

  const response = await fetch(url + target, { method, headers, ...body });

  expect(await response.json()).toMatchObject({ message });
});
