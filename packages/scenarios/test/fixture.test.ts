import { catalogue, createFetchStub, fixture, fixtureNames, type FixtureName } from "@integrations-api/scenarios";
import { expect, test, vi } from "vitest";

const scenarios = catalogue.operations.flatMap((operation) => operation.scenarios);
const patched = scenarios.filter(({ patch }) => patch);
const minimal = scenarios.find(({ name }) => name === "minimal-config")!.body;

test.each(scenarios.filter(({ patch }) => !patch))("returns the body of $name", ({ name, body }) => {
  expect(fixture(name as FixtureName)).toEqual(body);
});

test.each(patched)("returns the body that $name sends", async ({ name, body }) => {
  const url = `https://api.example.com/integrations/${Object(body).id}`;
  const response = await createFetchStub()(url, { headers: { authorization: "Bearer any" } });

  expect(fixture(name as FixtureName)).toEqual(await response.json());
  expect(fixture(name as FixtureName)).not.toEqual(body);
});

test("changes a patched body without changing the catalogue", () => {
  const { created_at: made, config } = fixture("drift-date-times", { config: { label: "Ours" } });

  expect({ made, config }).toEqual({ made: "2024-01-01 00:00:00", config: { label: "Ours" } });
  expect(Object(patched.find(({ name }) => name === "drift-date-times")!.body).created_at).toContain("T");
});

test("changes keys at every depth and keeps the others", () => {
  const changed = fixture("minimal-config", { is_beta: true, team: { name: "Ours" } });

  expect(changed).toEqual({ ...Object(minimal), is_beta: true, team: { ...Object(minimal).team, name: "Ours" } });
});

test("replaces a list as a whole", () => {
  const { installed_environment: installed } = fixture("single-api-key", { installed_environment: ["one"] });

  expect(installed).toEqual(["one"]);
});

test("leaves out a key that is set to undefined", () => {
  expect(fixture("minimal-config", { config: { label: undefined } }).config).not.toHaveProperty("label");
});

test("leaves out undefined keys of a new object", () => {
  const override = Object({ config: { made: { up: undefined, kept: [{ up: undefined, a: 1 }] } } });

  const { made } = Object(fixture("minimal-config", override).config);

  expect(made).toStrictEqual({ kept: [{ a: 1 }] });
});

test("keeps a key called __proto__", () => {
  const override = JSON.parse('{"__proto__":{"a":1},"config":{"resources":{"__proto__":{"b":2}}}}');

  const changed = fixture("documented", override);

  expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
  expect(Object.entries(changed)).toContainEqual(["__proto__", { a: 1 }]);
  expect(JSON.stringify(changed.config)).toContain('"__proto__":{"b":2}');
});

test("works without structuredClone, which jsdom lacks", () => {
  vi.stubGlobal("structuredClone", undefined);

  const installed = ["one"];
  const changed = fixture("single-api-key", { installed_environment: installed });
  vi.unstubAllGlobals();

  expect(changed.installed_environment).toEqual(installed);
  expect(changed.installed_environment).not.toBe(installed);
});

test("returns a new body each time", () => {
  fixture("minimal-config").team.name = "changed";

  expect(fixture("minimal-config")).toEqual(minimal);
});

test("lists the valid names for an unknown one", () => {
  // @ts-expect-error no example has this name
  expect(() => fixture("unknown")).toThrow(`"unknown" is not one of ${fixtureNames.join(", ")}.`);
});
