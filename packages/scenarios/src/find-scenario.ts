import type { Catalogue, CatalogueOperation, Scenario } from "./catalogue.ts";
import { valueAt } from "./json-pointer.ts";
import type { Match } from "./match-path.ts";
import { routeRequest } from "./route-request.ts";

/** What of a request decides its scenario. */
export interface ScenarioRequest {
  method: string;
  /** Without the query, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  /** What the request carries behind `Bearer`, or nothing. */
  token: string | undefined;
}

export interface Choice {
  scenario: Scenario;
  /** Why this one, for people. */
  reason: string;
}

/** The scenario that a token gets before anything else is looked at. */
export function refuseToken(operation: CatalogueOperation, token: string | undefined): Choice | undefined {
  const reserved = token && operation.scenarios.find((scenario) => scenario.token === token);
  if (reserved) return { scenario: reserved, reason: `token "${token}" is reserved` };
  if (token || !operation.secured) return undefined;

  const scenario = operation.scenarios.find(({ status }) => status === 401);
  return scenario && { scenario, reason: "no token" };
}

/** The scenario of a good request. */
export function selectScenario({ operation, values }: Match, query: URLSearchParams): Choice | undefined {
  const { scenarios, parameters } = operation;

  const reserved = scenarios.find(
    (scenario) =>
      (scenario.path || scenario.query) &&
      Object.entries(scenario.path ?? {}).every(([name, value]) => isSame(value, values[name])) &&
      Object.entries(scenario.query ?? {}).every(([name, value]) => isSame(value, query.get(name))),
  );
  if (reserved) return { scenario: reserved, reason: `reserved for "${reserved.name}"` };

  const successes = scenarios.filter(({ status }) => status >= 200 && status < 300);
  const selecting = parameters.find(({ selects }) => selects !== undefined);
  const selects = selecting?.selects;
  const isSelectable =
    successes.length === 0 || successes.some(({ body }) => valueAt(body, selects ?? "") !== undefined);
  if (!selecting || selects === undefined || !isSelectable)
    return successes[0] && { scenario: successes[0], reason: "first example" };

  const { name } = selecting;
  const asked = selecting.in === "path" ? values[name] : query.get(name);
  const known = successes.find((scenario) => isSame(valueAt(scenario.body, selects), asked));
  if (known) return { scenario: known, reason: `${name} of "${known.name}"` };

  const unknown = scenarios.find(({ status }) => status === 404);
  return unknown && { scenario: unknown, reason: `no example has this ${name}` };
}

/** The scenario of a request, in the order in which a server looks: path, token, value. */
export function findScenario(catalogue: Catalogue, request: ScenarioRequest): (Choice & Match) | undefined {
  const route = routeRequest(catalogue, request);
  if (route.kind !== "operation") return undefined;

  const { match } = route;
  const choice = refuseToken(match.operation, request.token) ?? selectScenario(match, request.query);
  return choice && { ...choice, ...match };
}

/** Ids are compared as uuids are, without regard to letter case; a number is compared as it is in an address. */
function isSame(one: unknown, requested: string | null | undefined): boolean {
  if (typeof one !== "string" && typeof one !== "number") return false;
  return String(one).toLowerCase() === requested?.toLowerCase();
}
