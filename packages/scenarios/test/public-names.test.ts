import * as scenarios from "@integrations-api/scenarios";
import { expect, test } from "vitest";

test("exports exactly these names", () => {
  expect(Object.keys(scenarios).toSorted()).toEqual([
    "applyPatch",
    "buildRequest",
    "catalogue",
    "checkBody",
    "checkParameters",
    "createFetchStub",
    "fillPath",
    "findScenario",
    "fixture",
    "fixtureNames",
    "matchPath",
    "messageOf",
    "needsToken",
    "nextTurn",
    "plainError",
    "planResponse",
    "readCatalogue",
    "refuseFailures",
    "refuseToken",
    "requestFor",
    "routeRequest",
    "sampleParts",
    "sampleRequest",
    "scaleTime",
    "selectScenario",
    "sequenceOf",
    "shapeResponse",
    "takeTurn",
    "tokenOf",
    "valueAt",
    "withPathAliases",
    "withoutExample",
  ]);
});
