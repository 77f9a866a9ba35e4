import { createFetchStub, readCatalogue } from "@integrations-api/scenarios";
import { beforeEach, expect, test } from "vitest";
import { outcomeOf } from "./outcome.ts";
import { startContract } from "./start-contract.ts";

const byId = (where: string): object => ({
  name: "id",
  in: where,
  required: where === "path",
  "x-selects": "/id",
  schema: { type: "string" },
});
const patch = [{ op: "replace", path: "/id", value: 9 }];
const response = (content: object): object => ({ description: "A response.", content });

/** Scenarios in places where our own contract has none. */
const contract = {
  openapi: "3.1.0",
  info: { title: "Scenarios", version: "1" },
  paths: {
    "/any/{id}": {
      get: {
        parameters: [byId("path")],
        responses: {
          200: response({
            "*/*": {
              examples: {
                first: { value: { id: "a" } },
                spoiled: {
                  value: { id: "b" },
                  "x-scenario": { path: { id: "spoiled" }, headers: { "x-own": "1" }, patch },
                },
              },
            },
          }),
        },
      },
    },
    "/text/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: {
          200: response({
            "text/*": {
              examples: {
                whole: { value: "a text" },
                cut: { value: "another text", "x-scenario": { path: { id: "cut" }, fault: "truncated" } },
              },
            },
          }),
        },
      },
    },
    "/default/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: {
          200: response({ "application/json": { example: { ok: true } } }),
          default: response({
            "application/json": {
              examples: { failed: { value: { ok: false }, "x-scenario": { path: { id: "failed" } } } },
            },
          }),
        },
      },
    },
    "/query": {
      get: {
        parameters: [byId("query")],
        responses: {
          200: response({
            "application/json": { examples: { one: { value: { id: "1" } }, two: { value: { id: "2" } } } },
          }),
        },
      },
    },
    "/named": {
      get: {
        responses: {
          "2XX": response({ "application/json": { examples: { ranged: { value: { x: 1 } } } } }),
          default: response({ "application/json": { examples: { other: { value: { d: 1 } } } } }),
        },
      },
    },
  },
};
const base = "https://scenarios.example.com";

let url: string;
beforeEach(async () => {
  ({ url } = await startContract(contract));
});

test.each([
  ["/any/a", { status: 200, contentType: "application/json", body: { id: "a" } }],
  ["/any/spoiled", { status: 200, contentType: "application/json", body: { id: 9 } }],
  ["/text/any", { status: 200, contentType: "text/plain", body: "a text" }],
  ["/text/cut", { fails: "body" }],
  ["/default/any", { status: 200, contentType: "application/json", body: { ok: true } }],
  ["/default/failed", { status: 500, contentType: "application/json", body: { ok: false } }],
  ["/query", { status: 200, contentType: "application/json", body: { id: "1" } }],
  ["/query?id=2", { status: 200, contentType: "application/json", body: { id: "2" } }],
  ["/query?id=3", { status: 404 }],
])("responds to %s like the fetch stub", async (target, expected) => {
  const stub = createFetchStub({ baseUrl: base, catalogue: readCatalogue(contract) });

  const [fromMock, fromStub] = await Promise.all([
    outcomeOf(fetch, url + target, {}),
    outcomeOf(stub, base + target, {}),
  ]);

  expect(fromMock).toEqual(fromStub);
  expect(fromMock).toMatchObject(expected);
});

test("sends the headers of a scenario in any media type", async () => {
  const { headers } = await fetch(`${url}/any/spoiled`);

  expect(headers.get("x-own")).toBe("1");
});

test.each([
  ["code=200, example=ranged", 200, { x: 1 }],
  ["code=404, example=other", 404, { d: 1 }],
  // An example of `default` is not one of a 200 here, so the request is refused with `default`.
  ["code=200, example=other", 422, { d: 1 }],
])("reads Prefer: %s by the response that a status falls under", async (prefer, status, body) => {
  const received = await fetch(`${url}/named`, { headers: { prefer } });

  expect({ status: received.status, body: await received.json() }).toEqual({ status, body });
});
