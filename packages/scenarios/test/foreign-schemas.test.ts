import { checkBody, type Failure, readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

/** What is wrong about a JSON body, checked against one of these schemas. */
function check(schemas: object, body: unknown, { openapi = "3.1.0", schema = ref("Body") as unknown } = {}): Failure[] {
  const post = { requestBody: { content: { "application/json": { schema } } } };
  const [operation] = readCatalogue({ openapi, paths: { "/": { post } }, components: { schemas } }).operations;
  const query = new URLSearchParams();
  return checkBody(operation!, { method: "POST", path: "/", query, headers: {}, body: JSON.stringify(body) });
}

function ref(name: string, siblings: object = {}): object {
  return { $ref: `#/components/schemas/${name}`, ...siblings };
}

const fault = (name: string, message: string): Failure => ({ in: "body", name, message });
const named = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const kindOf = (kind: string): object => ({ required: ["kind"], properties: { kind: { const: kind } } });
const pets = {
  Pet: { ...named, discriminator: { propertyName: "kind" }, oneOf: [ref("Cat"), ref("Dog")] },
  Cat: { allOf: [ref("Pet"), kindOf("cat")] },
  Dog: { allOf: [ref("Pet"), kindOf("dog")] },
  Open: { ...named, oneOf: [ref("Closed")] },
  Closed: { allOf: [ref("Open"), kindOf("closed")], unevaluatedProperties: false },
  Home: { properties: { cat: ref("Cat"), pets: { type: "array", items: ref("Pet") } } },
};

test.each([
  ["Pet", { name: "a", kind: "cat" }, []],
  ["Pet", { kind: "cat" }, [fault("", "must have name")]],
  ["Pet", { name: "a", kind: "cow" }, [fault("/kind", "must be dog")]],
  ["Cat", { name: "a", kind: "cat" }, []],
  ["Cat", { kind: "cat" }, [fault("", "must have name")]],
  ["Cat", { name: "a", kind: "dog" }, [fault("/kind", "must be cat")]],
  ["Home", { cat: { name: "a", kind: "cat" }, pets: [{ name: "b", kind: "dog" }] }, []],
  ["Home", { pets: [{ name: "b", kind: "cow" }] }, [fault("/pets/0/kind", "must be dog")]],
  ["Closed", { name: "a", kind: "closed" }, []],
  ["Open", { name: "a", kind: "closed" }, []],
  ["Open", { name: "a", kind: "closed", other: 1 }, [fault("/other", "is not valid")]],
])("checks a %s whose parent lists its children, given %j", (name, body, failures) => {
  expect(check(pets, body, { schema: ref(name) })).toEqual(failures);
});

test.each([
  ["itself", { Body: ref("Body") }],
  ["itself at a distance", { Body: { allOf: [ref("Other")] }, Other: { anyOf: [ref("Body"), {}] } }],
  ["the opposite of itself", { Body: { not: { allOf: [{ not: ref("Body") }] } } }],
  ["itself under a condition", { Body: { if: ref("Body"), dependentSchemas: { a: ref("Body") } } }],
])("ends the check of a schema that is %s", (_, schemas) => {
  expect(check({ ...schemas }, { a: 1 })).toEqual(expect.any(Array));
});

test.each([
  ["an anchor", { properties: { a: { $ref: "#name" }, b: { $anchor: "name", type: "string" } } }],
  ["another document", { properties: { a: { $ref: "other.yaml#/components/schemas/Body" } } }],
  ["nothing", { properties: { a: ref("Missing", { title: "Missing" }) } }],
  ["a schema with an identity", { properties: { a: { $id: "https://example.com/a", items: ref("Body") } } }],
  ["examples with the same id", { example: { id: "a" }, properties: { a: { example: { id: "a" } } } }],
])("does not check what a reference to %s leads to", (_, schema) => {
  expect(check({ Body: schema }, { a: 1 })).toEqual([]);
});

test.each([
  ["keyword beside a reference", ref("Name", { minLength: 1 }), "a", [fault("", "must have at least 2 characters")]],
  ["keyword of the target", ref("Name", { minLength: 3 }), "ab", [fault("", "must have at least 3 characters")]],
  ["required key of each", ref("Named", { required: ["a"] }), { a: 1 }, [fault("", "must have name")]],
  ["schema that forbids anything", false, 1, [fault("", "is not valid")]],
  ["property that is forbidden", { properties: { a: false } }, { a: 1 }, [fault("/a", "is not valid")]],
  ["schema named id", ref("id"), 1, [fault("", "must be string")]],
  ["property with a space", { properties: { "a b": ref("Name") } }, { "a b": 1 }, [fault("/a b", "must be string")]],
  ["property with a percent sign", { properties: { "%": ref("1%") } }, { "%": "a" }, [fault("/%", "must be integer")]],
])("applies the %s", (_, schema, body, failures) => {
  const Name = { type: "string", minLength: 2 };
  const schemas = { Name, Named: named, id: { type: "string" }, "1%": { type: "integer" } };

  expect(check(schemas, body, { schema })).toEqual(failures);
});

test.each([
  { allOf: {} },
  { allOf: [null] },
  { anyOf: null },
  { enum: null },
  { not: { not: null } },
  { items: null, required: true },
])("ignores what is not a schema in %j", (schema) => {
  expect(check({}, [1], { schema })).toEqual([]);
});

test.each([
  ["its own", { required: ["id", "name"], properties: { id: { readOnly: true } } }],
  ["a referenced type's", { required: ["id", "name"], properties: { id: ref("Id") } }],
  ["a part's", { allOf: [{ properties: { id: { readOnly: true } } }, { required: ["id", "name"] }] }],
  ["a base's", { allOf: [ref("Base"), { required: ["name"] }] }],
])("does not require %s read-only property in a request", (_, Body) => {
  const Id = { type: "string", readOnly: true };
  const schemas = { Body, Id, Base: { required: ["id"], properties: { id: ref("Id") } } };

  expect(check(schemas, {})).toEqual([fault("", "must have name")]);
});

test.each([
  ["null", { type: "string", nullable: true }, null, []],
  ["a value that may be null", { type: "string", nullable: true }, 1, [fault("", "must be null")]],
  ["null for a union", { nullable: true, allOf: [ref("Named")] }, null, []],
  ["a bound", { minimum: 1, exclusiveMinimum: true }, 1, [fault("", "must be more than 1")]],
  ["an upper bound", { maximum: 1, exclusiveMaximum: true }, 1, [fault("", "must be less than 1")]],
  ["an inclusive bound", { minimum: 1, exclusiveMinimum: false, maximum: 1 }, 1, []],
  ["a reference alone", ref("Named", { minProperties: 5 }), { name: "a" }, []],
])("reads %s as OpenAPI 3.0 means it", (_, schema, body, failures) => {
  expect(check({ Named: named }, body, { openapi: "3.0.3", schema })).toEqual(failures);
});

test.each([
  [{ swagger: "2.0" }, "Swagger 2.0"],
  [{ openapi: "4.0.0" }, "OpenAPI 4.0.0"],
])("refuses a document with %j", (version, name) => {
  expect(() => readCatalogue({ ...version, paths: {} })).toThrow(
    new TypeError(`Failed to read the contract: it is ${name}, not OpenAPI 3. Convert it to OpenAPI 3.1 first.`),
  );
});
