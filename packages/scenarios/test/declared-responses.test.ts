import { type Catalogue, createFetchStub, readCatalogue, requestFor } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const url = "https://declared.example.com/things";
const json = (example: unknown): object => ({ content: { "application/json": { example } } });
const example = (media: object, type = "application/json"): object => ({ 200: { content: { [type]: media } } });

/** A contract with these responses to `GET /things/{id}`, which requires a token and takes a size. */
function securedWith(responses: object): Catalogue {
  const id = { name: "id", in: "path", required: true, example: "1", "x-selects": "/id" };
  const size = { name: "size", in: "query", schema: { type: "integer" } };
  const get = { operationId: "getThing", parameters: [id, size], security: [{ bearer: [] }], responses };
  const securitySchemes = { bearer: { type: "http", scheme: "bearer" } };
  return readCatalogue({ paths: { "/things/{id}": { get } }, components: { securitySchemes } });
}

/** What the stub responds with, for these declared responses to `GET /things`. */
async function responseTo(responses: object): Promise<object> {
  const response = await createFetchStub({
    catalogue: readCatalogue({ paths: { "/things": { get: { responses } } } }),
  })(url);
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
}

test.each([
  ["an unknown id", "/2", { authorization: "Bearer any" }, 404, "range"],
  ["no token", "/1", {}, 401, "range"],
  ["an invalid value", "/1?size=big", { authorization: "Bearer any" }, 422, "range"],
])("sends a range for %s with the status that applies", async (_, path, headers, status, kind) => {
  const responses = { 200: json({ id: "1" }), "4XX": json({ kind }), 409: json({ kind: "exact" }), default: json({}) };
  const response = await createFetchStub({ catalogue: securedWith(responses) })(url + path, {
    headers: Object(headers),
  });

  expect({ status: response.status, body: await response.json() }).toEqual({ status, body: { kind } });
});

test("prefers an exact status to a range, and a range to the default", async () => {
  const kinds = { 401: "exact", "4XX": "range", default: "default" };
  const declared = Object.entries(kinds).map(([status, kind]) => [status, json({ kind })] as const);

  const bodies = [];
  for (let count = 0; count < declared.length; count += 1) {
    const catalogue = securedWith(Object.fromEntries(declared.slice(count)));
    bodies.push(await (await createFetchStub({ catalogue })(`${url}/1`)).json());
  }

  expect(bodies).toEqual([{ kind: "exact" }, { kind: "range" }, { kind: "default" }]);
});

test("creates a request that triggers a range", () => {
  const { operations } = securedWith({ 200: json({ id: "1" }), "4XX": json({}) });
  const [operation] = operations;
  const range = operation!.scenarios.find(({ name }) => name === "getThing-4XX");

  expect(requestFor(operation!, range!)?.headers).toEqual({});
});

test("names a range apart from the statuses in it", () => {
  const { operations } = securedWith({ 400: json(1), "4XX": json(2), "5xx": json(3), "3XX": {}, "1XX": {}, 101: {} });

  expect(operations[0]!.scenarios.map(({ name, status }) => [name, status])).toEqual([
    ["getThing-400", 400],
    ["getThing-4XX", 400],
    ["getThing-5xx", 500],
    ["getThing-3XX", 302],
  ]);
});

test.each([
  [{ examples: [{ a: 1 }, { a: 2 }] }, '{"a":1}'],
  [{ example: { a: 3 } }, '{"a":3}'],
  [{ const: 4 }, "4"],
])("sends the example of a response's schema %j", async (schema, text) => {
  const headers = { "content-type": "application/json" };

  expect(await responseTo(example({ schema }))).toEqual({ status: 200, headers, text });
});

test.each<[string, unknown, string]>([
  ["*/*", { a: 1 }, "application/json"],
  ["*/*", "text", "text/plain"],
  ["application/*", { a: 1 }, "application/json"],
  ["application/*", "text", "application/octet-stream"],
  ["image/*", "pixels", "image/png"],
  ["text/*;charset=utf-8", "text", "text/plain"],
])("sends a body of type %s for %j as %s", async (range, value, type) => {
  const response = await responseTo(example({ example: value }, range));

  expect(response).toMatchObject({ headers: { "content-type": type } });
});

test("ignores a declared Content-Type, and a header without a valid name", async () => {
  const type = { example: "text/html", required: true };
  const headers = { "Content-Type": type, "two words": { example: "a" }, "X-Own": { example: "own" } };

  expect(await responseTo({ 204: { headers } })).toEqual({ status: 204, headers: { "x-own": "own" }, text: "" });
});

test.each([
  ["5 \u20ac", "5 %E2%82%AC"],
  ["a\nb\ttäglich", "a%0Ab\ttäglich"],
  ["\ud800", "%EF%BF%BD"],
  [[1, 2], "1,2"],
  [{ a: 1, b: 2 }, "a,1,b,2"],
])("sends a header with the example %j as %s", async (value, sent) => {
  expect(await responseTo({ 204: { headers: { "X-Own": { example: value } } } })).toMatchObject({
    headers: { "x-own": sent },
  });
});
