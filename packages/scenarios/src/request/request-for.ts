import type { CatalogueOperation, Parameter, Scenario } from "../contract/catalogue.ts";
import { valueAt } from "../contract/json-pointer.ts";
import { buildRequest, type RequestParts, sampleParts } from "./build-request.ts";
import { needsToken } from "./credentials.ts";
import { findScenario } from "./find-scenario.ts";
import { matchTemplate } from "./match-path.ts";
import { valuesOf } from "./sample.ts";
import type { ScenarioRequest } from "./scenario-request.ts";
import { isFor } from "./select-scenario.ts";

/** A request of an operation, ready for `findScenario`. */
export interface OperationRequest extends ScenarioRequest {
  parts: RequestParts;
  /** What distinguishes the request from others of its operation: an id, a query value or a token, by name. */
  triggers: Record<string, unknown>;
}

/** Changes to the request that the contract shows. */
type PartsChange = Partial<Pick<RequestParts, "path" | "query" | "token" | "body">>;

/**
 * Creates a request that triggers a scenario of an operation.
 *
 * @returns `undefined` if no request triggers it
 * @example
 * const request = requestFor(operation, scenario);
 */
export function requestFor(operation: CatalogueOperation, scenario: Scenario): OperationRequest | undefined {
  const headers = acceptFor(operation, scenario);
  const changes = changesFor(operation, scenario);
  return otherPaths(operation)
    .flatMap((path) => changes.map((change) => ({ ...change, path: { ...path, ...change.path } })))
    .map((change) => toRequest(operation, change, headers))
    .filter((request) => isOwn(operation, request))
    .find((request) => {
      const { name, contentType } = findScenario({ operations: [operation] }, request)?.scenario ?? {};
      // A range or a default is sent with another status.
      return name === scenario.name && contentType === scenario.contentType;
    });
}

/** Creates the request that the contract shows for an operation. */
export function sampleRequest(operation: CatalogueOperation): OperationRequest {
  const requests = otherPaths(operation).map((path) => toRequest(operation, { path }));
  return requests.find((request) => isOwn(operation, request)) ?? toRequest(operation, {});
}

/** Whether no other operation gets a request. */
function isOwn({ concretePaths = [] }: CatalogueOperation, { path }: OperationRequest): boolean {
  return concretePaths.every((template) => matchTemplate(template, path) === undefined);
}

/** No change of the path that the contract shows, and some in case it is also a concrete path of another operation. */
function otherPaths({ parameters, concretePaths = [] }: CatalogueOperation): RequestParts["path"][] {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const changed = [0, 1, 2].map((index) =>
    inPath.flatMap((parameter) =>
      unknownValuesOf(parameter)
        .slice(index, index + 1)
        .map((value) => [parameter.name, value]),
    ),
  );
  return [{}, ...(concretePaths.length === 0 ? [] : changed.map((values) => Object.fromEntries(values)))];
}

function changesFor(operation: CatalogueOperation, scenario: Scenario): PartsChange[] {
  const { status, body, path, query, token } = scenario;
  if (token !== undefined) return [{ token }];

  const selecting = operation.parameters.find(({ selects }) => selects !== undefined);
  const selected = selecting?.selects === undefined ? undefined : valueAt(body, selecting.selects);
  return [
    ...(path || query ? [{ ...(path && { path }), ...(query && { query }) }] : []),
    ...(selecting && status < 300 && selected !== undefined ? [toChange(selecting, selected)] : []),
    {},
    ...(needsToken(operation) && isFor(scenario, 401) ? [{ token: undefined }] : []),
    ...(selecting && isFor(scenario, 404) ? unknownValuesOf(selecting).map((value) => toChange(selecting, value)) : []),
    ...(operation.requestBody?.required && (isFor(scenario, 400) || isFor(scenario, 422)) ? [{ body: undefined }] : []),
  ];
}

function toChange({ in: place, name }: Parameter, value: unknown): PartsChange {
  return place === "path" ? { path: { [name]: value } } : { query: { [name]: value } };
}

function toRequest(operation: CatalogueOperation, change: PartsChange, headers: object = {}): OperationRequest {
  const sample = sampleParts(operation);
  const path = { ...sample.path, ...change.path };
  const query = { ...sample.query, ...change.query };
  const parts = { ...sample, ...change, path, query };
  const request = buildRequest(operation, parts);
  const { token } = change;
  return {
    ...request,
    headers: { ...request.headers, ...headers },
    parts,
    triggers: { ...(token !== undefined && { token }), ...change.path, ...change.query },
  };
}

/** The `accept` header, needed if the response comes in several media types. */
function acceptFor({ scenarios }: CatalogueOperation, { status, contentType }: Scenario): { accept?: string } {
  const isOneOf = scenarios.some((other) => other.status === status && other.contentType !== contentType);
  return isOneOf && contentType !== undefined ? { accept: contentType } : {};
}

/** Valid values that no example is likely to have. */
function unknownValuesOf({ schema }: Parameter): unknown[] {
  return valuesOf(schema, ["unknown", "00000000-0000-4000-8000-0000000000ff", 999_999_999]);
}
