import {
  checkBody,
  createFetchStub,
  type Failure,
  readCatalogue,
  sampleRequest,
  type Catalogue,
} from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const urlencoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";
const schema = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 2 },
    size: { type: "integer" },
    tags: { type: "array", items: { enum: ["a", "b"] } },
    codes: { type: "array", items: { type: "integer" } },
    address: { type: "object", required: ["zip"], properties: { zip: { type: "integer" } } },
    lines: { type: "array", items: { type: "object", required: ["no"], properties: { no: { type: "integer" } } } },
  },
  additionalProperties: false,
};
const encoding = { codes: { explode: false }, tags: { contentType: "text/plain" } };

function posting(contentType: string, media: object = { schema, encoding }): Catalogue {
  const responses = { 201: { description: "Made." } };
  return readCatalogue({
    paths: { "/forms": { post: { requestBody: { content: { [contentType]: media } }, responses } } },
  });
}

function fault(name: string, message: string): Failure[] {
  return [{ in: "body", name, message }];
}

test.each([
  ["name=ab&size=1&tags=a&tags=b&codes=1,2", []],
  ["name=ab&address[zip]=1", []],
  ['name=ab&address={"zip":1}&lines={"no":1}&lines={"no":2}', []],
  ["size=1", fault("", "must have name")],
  ["name=a", fault("/name", "must have at least 2 characters")],
  ["name=ab&size=big", fault("/size", "must be integer")],
  ["name=ab&tags=a&tags=c", fault("/tags/1", "must be one of a, b")],
  ["name=ab&codes=1,b", fault("/codes/1", "must be integer")],
  ["name=ab&address[zip]=b", fault("/address/zip", "must be integer")],
  ["name=ab&lines=b", fault("/lines/0", "must be object")],
  ["name=ab&other=1", fault("/other", "is not valid")],
])("checks the form %s", (body, failures) => {
  const [operation] = posting(urlencoded).operations;
  const request = { method: "POST", path: "/forms", query: new URLSearchParams(), headers: {}, body };

  expect(checkBody(operation!, request)).toEqual(failures);
});

test.each<[number, Record<string, string | Blob>]>([
  [201, { name: "ab", size: "1", tags: "a" }],
  [201, { name: new Blob(["a\r\n\r\nb"]), address: '{"zip":1}' }],
  [400, { size: "1" }],
  [400, { name: "ab", size: "big" }],
])("responds with %i to a multipart form of %j", async (status, fields) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);

  const response = await createFetchStub({ catalogue: posting(multipart) })("https://forms.example.com/forms", {
    method: "POST",
    body,
  });

  expect(response.status).toBe(status);
});

test.each([urlencoded, multipart])("sends the example of a form of type %s so it is accepted", (contentType) => {
  const example = { name: "ab", size: 1, tags: ["a", "b"], codes: [1, 2], address: { zip: 1 }, lines: [{ no: 1 }] };
  const [operation] = posting(contentType, { schema: { ...schema, const: example }, encoding, example }).operations;

  expect(checkBody(operation!, sampleRequest(operation!))).toEqual([]);
});

test("sends an object in brackets if its form says so", () => {
  const address = { style: "deepObject", explode: true };
  const example = { name: "ab", address: { zip: 1 } };
  const [operation] = posting(urlencoded, { schema, encoding: { address }, example }).operations;

  const { body } = sampleRequest(operation!);

  expect(decodeURIComponent(body!)).toBe("name=ab&address[zip]=1");
});
