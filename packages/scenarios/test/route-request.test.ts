import {
  createFetchStub,
  planResponse,
  readCatalogue,
  routeRequest,
  type ScenarioRequest,
} from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const responses = { 200: { content: { "application/json": { example: { ok: true } } } } };
const catalogue = readCatalogue({
  paths: { "/things": { get: { responses }, post: { responses } }, "/jobs": { post: { responses } } },
});
const send = createFetchStub({ catalogue });

test.each([
  ["/things", "DELETE", "GET, POST, HEAD, OPTIONS"],
  ["/jobs", "GET", "POST, OPTIONS"],
  ["/jobs", "PUT", "POST, OPTIONS"],
])("answers at %s to %s with a 405 and what is allowed", async (path, method, allow) => {
  const response = await send(`https://api.example.com${path}`, { method });

  const message = `${method} is not allowed here. Allowed: ${allow}.`;
  expect({ allow: response.headers.get("allow"), status: response.status, body: await response.json() }).toEqual({
    allow,
    status: 405,
    body: { statusCode: 405, error: "Method Not Allowed", message },
  });
});

test.each([
  ["/things", "GET, POST, HEAD, OPTIONS"],
  ["/jobs", "POST, OPTIONS"],
  ["*", "GET, POST, HEAD, OPTIONS"],
])("answers OPTIONS at %s with what is allowed", (path, allow) => {
  const route = routeRequest(catalogue, { method: "OPTIONS", path });

  expect(route).toEqual({
    kind: "plain",
    reason: "OPTIONS",
    response: { status: 204, headers: { allow }, text: "" },
  });
});

test("names every operation in the response to an unknown path", async () => {
  const response = await send("https://api.example.com/elsewhere");

  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 404,
    body: {
      statusCode: 404,
      error: "Not Found",
      message: "The contract has no GET /elsewhere. It has GET /things, POST /things, POST /jobs.",
    },
  });
});

test("answers HEAD where there is a GET, and nowhere else", async () => {
  const statuses = await Promise.all(
    ["/things", "/jobs"].map(async (path) => (await send(`https://api.example.com${path}`, { method: "HEAD" })).status),
  );

  expect(statuses).toEqual([200, 405]);
});

const id = { name: "id", in: "path", required: true, example: "a", "x-selects": "/id" };
const examples = {
  a: { value: { id: "a" } },
  busy: { value: { id: "b" }, "x-scenario": { path: { id: "busy" } } },
  expired: { value: {}, "x-scenario": { token: "old" } },
};
const secured = readCatalogue({
  paths: {
    "/things/{id}": {
      put: {
        security: [{ bearer: [] }],
        parameters: [id, { name: "size", in: "query", schema: { type: "integer" } }],
        requestBody: { content: { "text/plain": {} } },
        responses: { 200: { content: { "application/json": { examples } } }, 404: { description: "None." } },
      },
    },
    "/nothing": { get: { responses: {} } },
    "/any": { get: { responses } },
  },
  components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
});

test.each<[string, Partial<ScenarioRequest>]>([
  ['id of "a"', {}],
  ["no example has this id", { path: "/things/other" }],
  ['reserved for "busy"', { path: "/things/busy" }],
  ['token "old" is reserved', { headers: { authorization: "Bearer old" } }],
  ["no token", { headers: {} }],
  ["request breaks the contract", { query: new URLSearchParams("size=big") }],
  [
    'the contract does not declare a body of type "text/csv"',
    { headers: { authorization: "Bearer any", "content-type": "text/csv" }, body: "a" },
  ],
  ["not acceptable", { headers: { authorization: "Bearer any", accept: "image/png" } }],
  ["method not allowed", { method: "GET" }],
  ["unknown path", { path: "/things" }],
  ["first example", { method: "GET", path: "/any" }],
  ["no example", { method: "GET", path: "/nothing" }],
])("says %j for a request with %j", (reason, changed) => {
  const headers = { authorization: "Bearer any" };
  const request = { method: "PUT", path: "/things/a", query: new URLSearchParams(), headers, ...changed };

  expect(planResponse(secured, request).reason).toBe(reason);
});
