import { createExplainer, explain, validate } from "@integrations-api/explain";
import { expect, test } from "vitest";
import { bodyOf } from "./contract.ts";

const error = { type: "object", required: ["code"], properties: { code: { type: "integer" } } };
const pet = {
  type: "object",
  required: ["id", "name", "pin"],
  properties: {
    id: { type: "integer", readOnly: true },
    name: { type: "string" },
    pin: { type: "string", writeOnly: true },
    owner: { type: "object", properties: { phone: { type: "string", description: "Call it." } } },
  },
};
const pets = createExplainer({
  paths: {
    "/pets": {
      post: {
        operationId: "createPet",
        requestBody: {
          content: {
            "text/plain": { schema: { type: "string" } },
            "application/json": { schema: { $ref: "#/components/schemas/Pet" } },
            "application/merge-patch+json; charset=utf-8": { schema: { type: "array" } },
          },
        },
        responses: {
          "201": { $ref: "#/components/responses/Made" },
          "204": { description: "Nothing." },
          "4XX": { content: { "application/json": { schema: error } } },
          default: { content: { "application/json": { schema: { const: "default" } } } },
        },
      },
    },
  },
  components: {
    schemas: { Pet: pet },
    responses: { Made: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } } },
  },
});
const create = { method: "post", path: "/pets" };

test.each([
  ["a request, which need not have what is read-only", create, {}, ["/name", "/pin"]],
  ["a response, which need not have what is write-only", { ...create, status: 201 }, {}, ["/id", "/name"]],
  ["a status in a declared range", { ...create, status: 422 }, {}, ["/code"]],
  ["any other status, by default", { ...create, status: 500 }, {}, [""]],
  ["a status without a body", { ...create, status: 204 }, { any: "thing" }, []],
  ["a media type", { ...create, contentType: "text/plain; charset=utf-8" }, {}, [""]],
  ["a media type with parameters", { ...create, contentType: "Application/Merge-Patch+JSON" }, {}, [""]],
  ["JSON, if the media type is not declared", { ...create, contentType: "text/html" }, {}, ["/name", "/pin"]],
  ["a schema by its pointer", { schema: "#/components/schemas/Pet/properties/owner" }, { phone: 1 }, ["/phone"]],
])("validates %s", (_, place, body, pointers) => {
  expect(pets.validate(body, place).map(({ pointer }) => pointer)).toEqual(pointers);
});

test("names the fields of a schema without a name by the operation and the status", () => {
  const [body, code] = pets.explain({ code: 1 }, { ...create, status: 400 });

  expect(body).toMatchObject({ schema: "createPet.4xx", anchor: "createPet.4xx" });
  expect(code).toMatchObject({ schema: "createPet.4xx", key: "code", anchor: "createPet.4xx.code" });
});

test("outlines every schema with its fields", () => {
  const outlined = pets.outline().map(({ name, fields }) => ({ name, fields: fields.map(({ anchor }) => anchor) }));

  expect(outlined).toEqual([
    { name: "Pet", fields: ["Pet.id", "Pet.name", "Pet.pin", "Pet.owner", "Pet.owner.phone"] },
    { name: "createPet.request", fields: [] },
    { name: "createPet.4xx", fields: ["createPet.4xx.code"] },
    { name: "createPet.default", fields: [] },
  ]);
  expect(pets.outline()[0]?.fields[0]).toEqual({
    key: "id",
    anchor: "Pet.id",
    declaration: pet.properties.id,
    isRequired: true,
  });
});

test("outlines a property that a condition repeats by its own declaration", () => {
  const own = { type: "string", description: "Its kind." };
  const Pet = { oneOf: [{ properties: { kind: { const: "cat" } } }], properties: { kind: own } };

  const [outline] = createExplainer({ components: { schemas: { Pet } } }).outline();

  expect(outline?.fields).toEqual([{ key: "kind", anchor: "Pet.kind", declaration: own, isRequired: false }]);
});

test("outlines nothing that a schema only tests", () => {
  const Pet = { not: { required: ["a"], properties: { a: {} } }, if: { properties: { b: {} } }, properties: { c: {} } };

  const [outline] = createExplainer({ components: { schemas: { Pet } } }).outline();

  expect(outline?.fields.map(({ key }) => key)).toEqual(["c"]);
});

test("names the fields of an object without a name by their path", () => {
  const found = pets.explain({ owner: { phone: "1" } }, { schema: "Pet" }).find(({ meaning }) => meaning);

  expect(found).toMatchObject({
    pointer: "/owner/phone",
    schema: "Pet",
    key: "owner.phone",
    anchor: "Pet.owner.phone",
  });
});

test("validates an integration by default", () => {
  expect(validate(bodyOf("documented"))).toEqual([]);
  expect(explain({})[0]).toMatchObject({ type: "Integration" });
});

test.each([
  [{ schema: "Cat" }, "Cat is not in the contract. It has: Pet."],
  [{ method: "GET", path: "/pets" }, "GET /pets is not in the contract. It has: POST /pets."],
  [{ method: "POST", path: "/pets/" }, "POST /pets/ is not in the contract. It has: POST /pets."],
])("rejects the place %j", (place, message) => {
  expect(() => pets.validate({}, place)).toThrow(new RangeError(message));
});

test("asks for a status if the operation has no request body", () => {
  const place = { method: "GET", path: "/integrations/{id}" };

  expect(() => validate({}, place)).toThrow(
    /^GET \/integrations\/\{id\} does not have a request body\. It has: 200, .*404.*\.$/,
  );
});
