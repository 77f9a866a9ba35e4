export type {
  BodyContent,
  Catalogue,
  CatalogueOperation,
  Change,
  Credential,
  Fault,
  Parameter,
  RequestBody,
  Scenario,
} from "./contract/catalogue.ts";
export { valueAt } from "./contract/json-pointer.ts";
export { concreteType, isJson } from "./contract/media-type.ts";
export { toHeaderText } from "./contract/percent-encoding.ts";
export { readCatalogue } from "./contract/read-catalogue.ts";
export { createFetchStub, type FetchStubOptions } from "./fetch-stub.ts";
export { fixture, fixtureNames, type DeepPartial, type FixtureName } from "./fixture.ts";
export { catalogue } from "./generated/catalogue.ts";
export { buildRequest, sampleParts, type RequestParts, type SentBody } from "./request/build-request.ts";
export { checkHeaders, type ReceivedHeaders } from "./request/check-headers.ts";
export { checkBody, checkParameters, messageOf, type Failure } from "./request/check-request.ts";
export { needsToken, tokenOf } from "./request/credentials.ts";
export { findScenario, planNotAcceptable, planResponse, planWithoutExample } from "./request/find-scenario.ts";
export { fillPath, matchPath, type Match } from "./request/match-path.ts";
export { withPathAliases } from "./request/path-aliases.ts";
export { plainError, plainFailures, type PlainResponse } from "./request/plain-response.ts";
export type { PlainPlan, Plan, ScenarioPlan } from "./request/plan.ts";
export { scenarioOfToken } from "./request/refuse-request.ts";
export { requestFor, sampleRequest, type OperationRequest } from "./request/request-for.ts";
export { readTarget, type RequestTarget } from "./request/read-target.ts";
export { refuseRoute, routeRequest, type Route } from "./request/route-request.ts";
export type { ScenarioRequest } from "./request/scenario-request.ts";
export { chooseScenario, type Choice, isFor, negotiate } from "./request/select-scenario.ts";
export { applyPatch } from "./response/apply-patch.ts";
export { scaleTime } from "./response/scale-time.ts";
export { shapeResponse, toText, type ShapedResponse, type ShapingRequest } from "./response/shape-response.ts";
export { sequenceOf, takeTurn, type Counters, type Sequence } from "./response/take-turn.ts";
