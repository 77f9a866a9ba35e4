import { checkBody, createFetchStub, type FetchStubOptions, readCatalogue } from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { expect, onTestFinished, test } from "vitest";
import { selectContent } from "../src/contract/media-type.ts";

const baseUrl = "https://made.example.com";
const schema = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string" }, parent: { $ref: "#/components/schemas/Thing" } },
};
const made = { content: { "application/json": { examples: { made: { value: { id: 1 } } } } } };
const problem = (name: string, value: object): object => ({
  content: { "application/problem+json": { examples: { [name]: { value } } } },
});

/** The options for a contract with `POST /things`, to which these responses are added. */
function posting(responses: object, required = true): FetchStubOptions {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } }, "text/*": {} };
  const post = { requestBody: { required, content }, responses: { 201: made, ...responses } };
  const catalogue = readCatalogue({ paths: { "/things": { post } }, components: { schemas: { Thing: schema } } });
  return { catalogue, baseUrl };
}

const strict = { 422: problem("invalid", { title: "Invalid" }) };
const json = { "content-type": "application/json; charset=utf-8" };

test.each([
  ["a valid body", { headers: json, body: '{"name":"a","parent":{"name":"b"}}' }, 201],
  ["text, which is not read", { headers: { "content-type": "text/csv" }, body: "{" }, 201],
  ["a body of a type that it does not name", { headers: [], body: new TextEncoder().encode('{"name":"a"}') }, 201],
  ["a type in capitals", { headers: { "content-type": "APPLICATION/JSON ;a=b" }, body: '{"name":"a"}' }, 201],
  ["no body", {}, 422],
  ["invalid JSON", { headers: json, body: "{bad" }, 422],
  ["a body without its name", { headers: json, body: "{}" }, 422],
  ["an invalid value below a reference", { headers: json, body: '{"name":"a","parent":{"name":1}}' }, 422],
  ["another media type", { headers: { "content-type": "image/png" }, body: "{}" }, 422],
])("responds to %s from the stub and MSW", async (_, init, status) => {
  const options = posting(strict);
  const server = setupServer(...createHandlers(options));
  server.listen();
  onTestFinished(() => server.close());

  for (const send of [createFetchStub(options), fetch]) {
    const response = await send(`${baseUrl}/things`, { method: "POST", ...init });
    expect(response.status).toBe(status);
  }
});

test.each([
  ["422 before 400", { 400: problem("bad", { title: "Bad" }), ...strict }, 422, { title: "Invalid" }],
  ["400 without 422", { 400: problem("bad", { title: "Bad" }) }, 400, { title: "Bad" }],
  ["the default without either", { default: problem("failed", { title: "Failed" }) }, 422, { title: "Failed" }],
  ["a plain 400 as a last resort", {}, 400, { statusCode: 400, error: "Bad Request", message: "body must be given" }],
  [
    "the message if an example has one",
    { 422: problem("told", { message: "", details: { failures: [] } }) },
    422,
    { message: "body must be given", details: { failures: [{ in: "body", name: "", message: "must be given" }] } },
  ],
])("rejects a request with %s", async (_, responses, status, body) => {
  const response = await createFetchStub(posting(responses))(`${baseUrl}/things`, { method: "POST" });

  expect({ status: response.status, body: await response.json() }).toEqual({ status, body });
});

test("rejects a media type that the contract does not declare", async () => {
  const init = { method: "POST", headers: { "content-type": "image/png" }, body: "x" };

  const response = await createFetchStub(posting({}))(`${baseUrl}/things`, init);

  expect(response.status).toBe(415);
});

test.each([
  ["", [{ in: "body", name: "", message: "must be given" }]],
  ["{bad", [{ in: "body", name: "", message: "must be JSON" }]],
  ["[]", [{ in: "body", name: "", message: "must be object" }]],
  ['{"name":"a","parent":{"name":1}}', [{ in: "body", name: "/parent/name", message: "must be string" }]],
  ['{"name":"a"}', []],
])("says what is wrong about the body %j", (body, failures) => {
  const [operation] = posting({}).catalogue!.operations;
  const request = { method: "POST", path: "/things", query: new URLSearchParams(), headers: json, body };

  expect(checkBody(operation!, request)).toEqual(failures);
});

test.each([
  ["the type itself", "text/csv", "text/csv"],
  ["a range of types", "text/html", "text/*"],
  ["any type", "image/png", "*/*"],
])("selects the content of a body by %s", (_, sent, contentType) => {
  const contents = ["*/*", "text/*", "text/csv"].map((type) => ({ contentType: type }));

  expect(selectContent(contents, sent)).toEqual({ contentType });
});

test.each([
  ["application/json", 400],
  ["application/problem+json; charset=utf-8", 400],
  ["application/json-seq", 201],
  ["application/x+json-seq", 201],
])("reads a body of type %s only if that is JSON", async (contentType, status) => {
  const content = { [contentType]: { schema: { type: "object" } } };
  const catalogue = readCatalogue({
    paths: { "/things": { post: { requestBody: { content }, responses: { 201: made } } } },
  });
  const init = { method: "POST", headers: { "content-type": contentType }, body: "\u001e{}\n" };

  expect((await createFetchStub({ catalogue })(`${baseUrl}/things`, init)).status).toBe(status);
});

test("takes any body where the contract says nothing about one", async () => {
  const catalogue = readCatalogue({ paths: { "/things": { post: { responses: { 201: made } } } } });
  const init = { method: "POST", headers: { "content-type": "image/png" }, body: "x" };

  expect((await createFetchStub({ catalogue })(`${baseUrl}/things`, init)).status).toBe(201);
});

test("accepts a missing body that is not required", async () => {
  const response = await createFetchStub(posting({}, false))(`${baseUrl}/things`, { method: "POST" });

  expect(response.status).toBe(201);
});

test.each([
  ["application/vnd.thing+json; kind=a", '{"a":1}', 201],
  ["application/vnd.thing+json;KIND=B", '{"b":1}', 201],
  ["application/vnd.thing+json; kind=b", '{"a":1}', 400],
  ["application/vnd.thing+json; kind=b; charset=utf-8", '{"a":1}', 201],
])("checks a body of %s against the schema of that type", async (contentType, body, status) => {
  const content = {
    "application/vnd.thing+json; kind=a": { schema: { required: ["a"] } },
    "application/vnd.thing+json; kind=b": { schema: { required: ["b"] } },
  };
  const paths = { "/things": { post: { requestBody: { content }, responses: { 201: made } } } };
  const send = createFetchStub({ catalogue: readCatalogue({ paths }) });

  const response = await send(`${baseUrl}/things`, { method: "POST", headers: { "content-type": contentType }, body });

  expect(response.status).toBe(status);
});
