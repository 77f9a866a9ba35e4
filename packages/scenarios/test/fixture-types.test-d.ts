import type { ErrorBody, Integration } from "@integrations-api/client";
import { createFetchStub, fixture, type FixtureName, fixtureNames } from "@integrations-api/scenarios";
import { expectTypeOf, test } from "vitest";

test("types a body by the name of its example", () => {
  expectTypeOf(fixture("documented")).toEqualTypeOf<Integration>();
  expectTypeOf(fixture("not-found")).toEqualTypeOf<ErrorBody>();
});

test("types the names of all examples", () => {
  expectTypeOf(fixtureNames).toEqualTypeOf<FixtureName[]>();
  expectTypeOf(fixtureNames.map((name) => fixture(name))).toEqualTypeOf<(Integration | ErrorBody)[]>();
});

test("rejects an invalid override", () => {
  // @ts-expect-error it is called is_beta
  fixture("documented", { isBeta: true });
  // @ts-expect-error a label is a string
  fixture("documented", { config: { label: 1 } });
});

test("accepts undefined for every option of the stub", () => {
  createFetchStub({ baseUrl: undefined, catalogue: undefined, pathAliases: undefined, timeScale: undefined });
});
