import { createFetchStub, readCatalogue, requestFor } from "@integrations-api/scenarios";
import { createHandlers } from "@integrations-api/scenarios/msw";
import { setupServer } from "msw/node";
import { expect, onTestFinished, test } from "vitest";
import { fixtureBodies } from "../fixture-bodies.ts";
import { negotiate } from "../src/request/select-scenario.ts";

const baseUrl = "https://bodies.example.com";
const csv = "name,age\nAda,36\n";
const id = { name: "id", in: "path", required: true, schema: { type: "string" }, example: "1", "x-selects": "/id" };
const reserved = { locked: { value: { id: "9" }, "x-scenario": { path: { id: "423" } } } };
const contract = {
  paths: {
    "/things/{id}": {
      delete: {
        operationId: "deleteThing",
        parameters: [id],
        responses: {
          204: { description: "Gone.", headers: { "x-left": { example: 3 } } },
          404: { description: "No such thing." },
          423: {
            content: { "application/json": { examples: reserved, schema: { $ref: "#/components/schemas/Thing" } } },
          },
        },
      },
    },
    "/report": {
      get: {
        operationId: "getReport",
        responses: {
          200: {
            content: {
              "text/csv": { schema: { type: "string" }, example: csv },
              "application/json": {
                schema: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
                example: [],
              },
            },
          },
          304: { description: "Not modified." },
        },
      },
    },
  },
};
const catalogue = readCatalogue(contract);
const scenarios = catalogue.operations.flatMap((operation) => operation.scenarios);
const report = catalogue.operations.find(({ operationId }) => operationId === "getReport");

test("names a scenario without an example after its operation", () => {
  expect(scenarios.map(({ name }) => name)).toEqual([
    "deleteThing-204",
    "deleteThing-404",
    "locked",
    "getReport-200",
    "getReport-200-application/json",
    "getReport-304",
  ]);
});

test.each([
  ["a response without a body", "DELETE", "/things/1", { status: 204, type: null, left: "3", text: "" }],
  ["one for any id", "DELETE", "/things/other", { status: 204, type: null, left: "3", text: "" }],
  ["a reserved id", "DELETE", "/things/423", { status: 423, type: "application/json", left: null, text: '{"id":"9"}' }],
  ["a string", "GET", "/report", { status: 200, type: "text/csv", left: null, text: csv }],
])("sends %s from the stub and MSW", async (_, method, path, expected) => {
  const server = setupServer(...createHandlers({ baseUrl, catalogue }));
  server.listen();
  onTestFinished(() => server.close());

  for (const send of [createFetchStub({ catalogue }), fetch]) {
    const response = await send(baseUrl + path, { method });
    const { status, headers } = response;
    const [type, left] = [headers.get("content-type"), headers.get("x-left")];
    expect({ status, type, left, text: await response.text() }).toEqual(expected);
  }
});

test.each([
  [undefined, 200, "text/csv"],
  ["*/*", 200, "text/csv"],
  ["text/*;q=0.5, application/json", 200, "application/json"],
  ["application/*", 200, "application/json"],
  ["text/csv;q=0, application/xml;q=0.9, application/json;q=0.1", 200, "application/json"],
  ["image/png", 406, "application/json"],
])("sends Accept: %s a report of an accepted type", async (accept, status, type) => {
  const response = await createFetchStub({ catalogue })(`${baseUrl}/report`, { headers: accept ? { accept } : {} });

  expect({ status: response.status, type: response.headers.get("content-type") }).toEqual({ status, type });
});

test("sends the example of the same name in the type that a request accepts", async () => {
  const named = (text: string): object => ({ examples: { one: { value: `${text} 1` }, two: { value: `${text} 2` } } });
  const get = {
    responses: { 200: { content: { "text/plain": named("plain"), "text/html": named("html") } } },
  };
  const [operation] = readCatalogue({ paths: { "/": { get } } }).operations;
  const [, two] = operation!.scenarios;

  const accepted = ["text/html", "text/plain", undefined, " "].map(
    (accept) => negotiate(operation!, two!, accept)?.body,
  );

  expect(accepted).toEqual(["html 2", "plain 2", "plain 2", "plain 2"]);
});

test("sends an error regardless of the Accept header", async () => {
  const headers = { accept: "image/png" };
  const response = await createFetchStub({ catalogue })(`${baseUrl}/things/423`, { method: "DELETE", headers });

  expect({ status: response.status, body: await response.json() }).toEqual({ status: 423, body: { id: "9" } });
});

test("creates a request for each media type", () => {
  const [csv, json] = report!.scenarios.map((scenario) => requestFor(report!, scenario)?.headers);

  expect({ csv, json }).toEqual({ csv: { accept: "text/csv" }, json: { accept: "application/json" } });
});

test("types the bodies of fixtures", () => {
  expect(fixtureBodies(contract, scenarios)).toEqual([
    'import type { Thing } from "@integrations-api/client";\n',
    "export interface FixtureBodies {",
    '  "deleteThing-204": undefined;',
    '  "deleteThing-404": undefined;',
    '  "locked": Thing;',
    '  "getReport-200": string;',
    '  "getReport-200-application/json": Thing[];',
    '  "getReport-304": undefined;',
    "}",
  ]);
});

const json = (value: unknown): object => ({ content: { "application/json": { example: value } } });
const elsewhere = { elsewhere: { externalValue: "https://elsewhere.example.com" }, here: { value: 5 } };

test.each([
  ["a redirect without a success", { 303: { headers: { location: { example: "/y" } } }, 404: json(4) }, 303, ""],
  ["a default alone", { default: json({ ok: true }) }, 200, '{"ok":true}'],
  [
    "the next example for one that is elsewhere",
    { 200: { content: { "application/json": { examples: elsewhere } } } },
    200,
    "5",
  ],
])("sends %s", async (_, responses, status, text) => {
  const send = createFetchStub({ catalogue: readCatalogue({ paths: { "/x": { get: { responses } } } }) });

  const response = await send(`${baseUrl}/x`);

  expect({ status: response.status, text: await response.text() }).toEqual({ status, text });
});
