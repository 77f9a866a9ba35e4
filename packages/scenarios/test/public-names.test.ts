import * as scenarios from "@integrations-api/scenarios";
import { expect, test } from "vitest";

test("exports exactly these names", () => {
  expect(Object.keys(scenarios).toSorted()).toEqual([
    "catalogue",
    "createFetchStub",
    "findScenario",
    "fixture",
    "fixtureNames",
    "matchPath",
    "nextTurn",
    "readCatalogue",
    "refuseToken",
    "requestFor",
    "routeRequest",
    "sampleRequest",
    "scaleTime",
    "selectScenario",
    "sequenceOf",
    "shapeAnswer",
    "takeTurn",
    "valueAt",
    "withPathAliases",
    "withoutExample",
  ]);
});
