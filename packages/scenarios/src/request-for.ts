import type { CatalogueOperation, Parameter, RequestBody, Scenario } from "./catalogue.ts";
import { findScenario, type ScenarioRequest } from "./find-scenario.ts";
import { valueAt } from "./json-pointer.ts";
import { fillPath } from "./match-path.ts";

type Values = Record<string, unknown>;

/** A request of an operation, in its parts. `findScenario` takes it as it is. */
export interface OperationRequest extends ScenarioRequest {
  /** The values of the parameters by place and name, not encoded. */
  values: { path: Values; query: Values; header: Values };
  /** The body that the contract shows. */
  body?: RequestBody;
  /** What distinguishes the request from others of its operation: an id, a query value or a token, by its name. */
  triggers: Values;
}

/** What a request changes in the one that the contract shows. */
interface Change {
  path?: Values;
  query?: Values;
  token?: string | undefined;
}

/**
 * Makes a request that triggers a scenario of an operation.
 *
 * @returns `undefined` if no request triggers it
 * @example
 * const request = requestFor(operation, scenario);
 */
export function requestFor(operation: CatalogueOperation, scenario: Scenario): OperationRequest | undefined {
  return changesFor(operation, scenario)
    .map((change) => toRequest(operation, change))
    .find((request) => findScenario({ operations: [operation] }, request)?.scenario === scenario);
}

/** Makes a valid request of an operation from the examples of its required parameters. */
export function sampleRequest(operation: CatalogueOperation): OperationRequest {
  return toRequest(operation, {});
}

function changesFor({ parameters, secured }: CatalogueOperation, scenario: Scenario): Change[] {
  const { status, body, path, query, token } = scenario;
  if (token !== undefined) return [{ token }];

  const selecting = parameters.find(({ selects }) => selects !== undefined);
  const selected = selecting?.selects === undefined ? undefined : valueAt(body, selecting.selects);
  return [
    ...(path || query ? [{ ...(path && { path }), ...(query && { query }) }] : []),
    ...(selecting && status < 300 && selected !== undefined ? [toChange(selecting, selected)] : []),
    {},
    ...(secured && status === 401 ? [{ token: undefined }] : []),
    ...(selecting && status === 404 ? [toChange(selecting, unknownValueOf(selecting))] : []),
  ];
}

function toChange({ in: place, name }: Parameter, value: unknown): Change {
  return place === "path" ? { path: { [name]: value } } : { query: { [name]: value } };
}

function toRequest(operation: CatalogueOperation, change: Change): OperationRequest {
  const { method, path: template, secured, requestBody } = operation;
  const path = { ...samplesOf(operation, "path"), ...change.path };
  const query = { ...samplesOf(operation, "query"), ...change.query };

  return {
    method,
    path: fillPath(template, path),
    query: new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])),
    token: "token" in change ? change.token : secured ? "any" : undefined,
    values: { path, query, header: samplesOf(operation, "header") },
    ...(requestBody && { body: requestBody }),
    triggers: { ...(change.token !== undefined && { token: change.token }), ...change.path, ...change.query },
  };
}

function samplesOf({ parameters }: CatalogueOperation, place: string): Values {
  const required = parameters.filter((parameter) => parameter.in === place && parameter.required);
  return Object.fromEntries(required.map((parameter) => [parameter.name, sampleOf(parameter)]));
}

function sampleOf({ example, schema }: Parameter): unknown {
  const { example: own, examples, default: usual, enum: allowed, type, format } = Object(schema);
  const declared = example ?? own ?? [examples].flat()[0] ?? usual ?? [allowed].flat()[0];
  if (declared !== undefined) return declared;
  if (format === "uuid") return "00000000-0000-4000-8000-000000000000";
  return type === "integer" || type === "number" ? 1 : "any";
}

/** A valid value that no example is likely to have. */
function unknownValueOf({ schema }: Parameter): unknown {
  const { type, format } = Object(schema);
  if (format === "uuid") return "00000000-0000-4000-8000-0000000000ff";
  return type === "integer" || type === "number" ? 999_999_999 : "unknown";
}
