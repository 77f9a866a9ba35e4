import * as explain from "@integrations-api/explain";
import { expect, test } from "vitest";

test("exports exactly these names", () => {
  expect(Object.keys(explain).toSorted()).toEqual(["brokenRelations", "createExplainer", "explain", "validate"]);
});
