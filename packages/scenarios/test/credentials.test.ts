import {
  type CatalogueOperation,
  createFetchStub,
  readCatalogue,
  requestFor,
  tokenOf,
} from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const example = (name: string, scenario?: object): object => ({
  content: { "application/json": { examples: { [name]: { value: { name }, "x-scenario": scenario } } } },
});

/** A contract with one operation, secured by these requirements. */
function secured(
  security: object[],
  scheme: object = {},
  responses: object = { 401: example("unauthorized") },
): object {
  return {
    paths: {
      "/things": {
        get: {
          security,
          responses: { 200: example("things"), 403: example("expired", { token: "old:one" }), ...responses },
        },
      },
    },
    components: { securitySchemes: { own: scheme, bearer: { type: "http", scheme: "bearer" } } },
  };
}

const header = { type: "apiKey", in: "header", name: "X-Api-Key" };
const query = { type: "apiKey", in: "query", name: "api_key" };
const cookie = { type: "apiKey", in: "cookie", name: "session" };
const basic = { type: "http", scheme: "basic" };
const oauth = { type: "oauth2", flows: {} };

test.each([
  ["a key in a header", header, { headers: { "x-api-key": "old:one" }, query: {} }],
  ["a key in the query", query, { headers: {}, query: { api_key: "old:one" } }],
  ["a key in a cookie", cookie, { headers: { cookie: "session=old:one" }, query: {} }],
  ["a user name and a password", basic, { headers: { authorization: `Basic ${btoa("old:one")}` }, query: {} }],
  ["an OAuth token", oauth, { headers: { authorization: "Bearer old:one" }, query: {} }],
  ["another scheme", { type: "http", scheme: "DPoP" }, { headers: { authorization: "Dpop old:one" }, query: {} }],
])("sends %s where the contract declares it, and reads it there", async (_, scheme, sent) => {
  const catalogue = readCatalogue(secured([{ own: [] }], scheme));
  const [operation] = catalogue.operations;
  const expired = operation!.scenarios.find(({ name }) => name === "expired")!;

  const request = requestFor(operation!, expired)!;

  expect({ headers: request.headers, query: Object.fromEntries(request.query) }).toEqual(sent);
  expect(tokenOf(operation!, request)).toBe("old:one");
});

test.each([
  [[{ own: [] }], header, {}, "unauthorized"],
  [[{ own: [] }], header, { "x-api-key": "" }, "unauthorized"],
  [[{ own: [] }], header, { "x-api-key": "any" }, "things"],
  [[{ own: [] }], header, { authorization: "Bearer any" }, "unauthorized"],
  [[{ own: [] }], cookie, { cookie: "a=b; session=any" }, "things"],
  [[{ own: [] }], cookie, { cookie: "a=b; other=session" }, "unauthorized"],
  [[{ own: [] }], basic, { authorization: `Basic ${btoa("ünï:x")}` }, "things"],
  [[{ own: [] }], basic, { authorization: `Basic ${btoa("no colon")}` }, "unauthorized"],
  [[{ own: [] }], basic, { authorization: "Basic !" }, "unauthorized"],
  [[{ bearer: [] }], {}, { authorization: "Bearer two words" }, "unauthorized"],
  [[{ bearer: [] }], {}, { authorization: "bearer   any" }, "things"],
  [[{ bearer: [] }], {}, { authorization: "Basic any" }, "unauthorized"],
  [[{}, { bearer: [] }], {}, {}, "things"],
  [[{}, { bearer: [] }], {}, { authorization: "Bearer old:one" }, "expired"],
  [[], {}, {}, "things"],
  [[{ own: [] }, { bearer: [] }], header, { authorization: "Bearer any" }, "things"],
  [[{ own: [], bearer: [] }], header, { authorization: "Bearer any" }, "unauthorized"],
  [[{ own: [], bearer: [] }], header, { authorization: "Bearer any", "x-api-key": "any" }, "things"],
  [[{ own: [] }], { type: "mutualTLS" }, {}, "things"],
])("secured by %j of %j, a request with %j gets %s", async (security, scheme, headers, name) => {
  const send = createFetchStub({ catalogue: readCatalogue(secured(security, scheme)) });

  const response = await send("https://api.example.com/things", { headers: Object(headers) });

  expect(await response.json()).toEqual({ name });
});

test.each([
  ["no 401", {}, { statusCode: 401, error: "Unauthorized", message: "No token." }],
  ["a default", { default: example("failed") }, { name: "failed" }],
  ["a 401 without a body", { 401: { description: "No." } }, undefined],
  ["a single example", { 401: { content: { "application/json": { example: { no: "token" } } } } }, { no: "token" }],
])("responds with 401 if the contract has %s", async (_, responses, body) => {
  const send = createFetchStub({ catalogue: readCatalogue(secured([{ bearer: [] }], {}, responses)) });

  const response = await send("https://api.example.com/things");

  const text = await response.text();
  expect({ status: response.status, body: text === "" ? undefined : JSON.parse(text) }).toEqual({ status: 401, body });
});

test("creates a request with every credential of the first requirement", () => {
  const [operation] = readCatalogue(secured([{}, { own: [], bearer: [] }], header)).operations as [CatalogueOperation];
  const expired = operation.scenarios.find(({ name }) => name === "expired")!;

  expect(requestFor(operation, expired)?.headers).toEqual({ "x-api-key": "old:one", authorization: "Bearer any" });
  expect(requestFor(operation, operation.scenarios[0]!)?.headers).toEqual({});
});
