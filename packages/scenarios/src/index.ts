export type { Catalogue, CatalogueOperation, Change, Fault, Parameter, RequestBody, Scenario } from "./catalogue.ts";
export { createFetchStub, type FetchStubOptions } from "./fetch-stub.ts";
export {
  findScenario,
  matchPath,
  refuseToken,
  selectScenario,
  type Choice,
  type Match,
  type ScenarioRequest,
} from "./find-scenario.ts";
export { fixture, fixtureNames, type DeepPartial, type FixtureName } from "./fixture.ts";
export { catalogue } from "./generated/catalogue.ts";
export { valueAt } from "./json-pointer.ts";
export { readCatalogue } from "./read-catalogue.ts";
export { requestFor, sampleRequest, type OperationRequest } from "./request-for.ts";
export { half, shapeAnswer, type Answer } from "./shape-answer.ts";
export { stepsOf, takeTurn, type Counters } from "./take-turn.ts";
