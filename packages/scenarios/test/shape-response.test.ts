import {
  createFetchStub,
  readCatalogue,
  scaleTime,
  type Scenario,
  sequenceOf,
  shapeResponse,
} from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const parameters = [
  { name: "only", in: "query", "x-narrows": "/list" },
  { name: "page", in: "query" },
];
const examples = {
  first: { value: { list: ["a", "B", 1] } },
  second: { value: { list: [] }, "x-scenario": { sequence: ["second", "unknown", "first"] } },
};
const responses = { 200: { content: { "application/json": { examples } } } };
const [operation] = readCatalogue({ paths: { "/things": { get: { parameters, responses } } } }).operations;
const [first, second] = operation!.scenarios;

test.each([
  [200, "only=b", ["B"]],
  [200, "only=1", [1]],
  [200, "page=b", ["a", "B", 1]],
  [299, "only=a", ["a"]],
  [300, "only=a", ["a", "B", 1]],
  [404, "only=a", ["a", "B", 1]],
])("narrows the list of a %i for %s", (status, query, list) => {
  const { text } = shapeResponse(operation!, { ...first!, status }, { query: new URLSearchParams(query) });

  expect(JSON.parse(text)).toEqual({ list });
});

test.each<[string | undefined, unknown, string]>([
  ["application/json", "text", '"text"'],
  ["application/json", null, "null"],
  ["application/json", undefined, ""],
  ["text/plain", "text", "text"],
  ["text/plain", { a: 1 }, '{"a":1}'],
  [undefined, { a: 1 }, ""],
])("writes a body of type %s for %j", (contentType, body, text) => {
  const { contentType: _, ...bare } = first!;
  const scenario: Scenario = { ...bare, body, ...(contentType !== undefined && { contentType }) };

  const response = shapeResponse(operation!, scenario, { query: new URLSearchParams() });

  const headers = contentType === undefined ? {} : { "content-type": contentType };
  expect(response).toEqual({ status: 200, headers, text, delayMs: 0 });
});

test.each([
  [
    { message: "", details: { failures: [] }, a: 1 },
    { message: "path id no; body", details: { failures: "all" }, a: 1 },
  ],
  [
    { message: 1, details: { failures: {} } },
    { message: 1, details: { failures: {} } },
  ],
  ["text", "text"],
])("says in %j what is wrong about a request", (body, said) => {
  const failures = [
    { in: "path", name: "id", message: "no" },
    { in: "body", name: "", message: "" },
  ];

  const { text } = shapeResponse(operation!, { ...first!, body }, { query: new URLSearchParams(), failures });

  expect(JSON.parse(text.replace(JSON.stringify(failures), '"all"'))).toEqual(said);
});

test.each([
  ["10", "20"],
  ["10 s", "10 s"],
  ["v10", "v10"],
  ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"],
])("scales a retry-after of %j to %j", (declared, scaled) => {
  const headers = { "retry-after": declared, "x-own": "1" };

  const response = scaleTime({ status: 503, headers, text: "", delayMs: 5 }, 2);

  expect(response).toEqual({ status: 503, headers: { ...headers, "retry-after": scaled }, text: "", delayMs: 10 });
});

test("adds no retry-after where there is none", () => {
  expect(scaleTime({ status: 503, headers: {}, text: "", delayMs: 0 }, 2).headers).toEqual({});
});

test("finds the steps of a sequence by their names, or the scenario alone", () => {
  expect(sequenceOf(operation!, second!)).toEqual([second, first]);
  expect(sequenceOf(operation!, first!)).toEqual([first]);
});

test("sends the steps of a sequence one after the other", async () => {
  const reserved = { ...examples.second, "x-scenario": { ...examples.second["x-scenario"], query: { page: "2" } } };
  const content = { "application/json": { examples: { ...examples, second: reserved } } };
  const catalogue = readCatalogue({ paths: { "/things": { get: { parameters, responses: { 200: { content } } } } } });
  const send = createFetchStub({ catalogue });

  const bodies: unknown[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    bodies.push(await (await send("https://api.example.com/things?page=2")).json());
  }

  expect(bodies).toEqual([{ list: [] }, { list: ["a", "B", 1] }, { list: [] }]);
});
