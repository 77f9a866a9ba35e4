import * as scenarios from "@integrations-api/scenarios";
import * as page from "@integrations-api/scenarios/page";
import { expect, test } from "vitest";

test("exports exactly these names", () => {
  expect(Object.keys(scenarios).toSorted()).toEqual([
    "applyPatch",
    "buildRequest",
    "catalogue",
    "checkBody",
    "checkHeaders",
    "checkParameters",
    "chooseScenario",
    "concreteType",
    "createFetchStub",
    "fillPath",
    "findScenario",
    "fixture",
    "fixtureNames",
    "isFor",
    "isJson",
    "matchPath",
    "messageOf",
    "needsToken",
    "negotiate",
    "plainError",
    "plainFailures",
    "planNotAcceptable",
    "planResponse",
    "planWithoutExample",
    "readCatalogue",
    "readTarget",
    "refuseRoute",
    "requestFor",
    "routeRequest",
    "sampleParts",
    "sampleRequest",
    "scaleTime",
    "scenarioOfToken",
    "sequenceOf",
    "shapeResponse",
    "takeTurn",
    "toHeaderText",
    "toText",
    "tokenOf",
    "valueAt",
    "withPathAliases",
  ]);
});

test("exports exactly these names for pages", () => {
  expect(Object.keys(page).toSorted()).toEqual([
    "Html",
    "defaultOrigin",
    "html",
    "prose",
    "reasonWithoutClient",
    "shownResponsesOf",
    "toClientLine",
    "toCurlLine",
    "triggerOf",
    "withTitles",
  ]);
});
