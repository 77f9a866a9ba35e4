import { catalogue, fixture, fixtureNames, type FixtureName } from "@integrations-api/scenarios";
import { expect, test } from "vitest";

const scenarios = catalogue.operations.flatMap((operation) => operation.scenarios);
const minimal = scenarios.find(({ name }) => name === "minimal-config")!.body;

test.each(scenarios)("makes the body of $name", ({ name, body }) => {
  expect(fixture(name as FixtureName)).toEqual(body);
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

test("makes a new body each time", () => {
  fixture("minimal-config").team.name = "changed";

  expect(fixture("minimal-config")).toEqual(minimal);
});

test("names the valid fixtures for an unknown name", () => {
  // @ts-expect-error no example has this name
  expect(() => fixture("unknown")).toThrow(`"unknown" is none of ${fixtureNames.join(", ")}.`);
});
