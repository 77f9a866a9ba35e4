import Negotiator from "negotiator";
import type { CatalogueOperation, Scenario } from "../contract/catalogue.ts";
import { valueAt } from "../contract/json-pointer.ts";
import type { Match } from "./match-path.ts";

export interface Choice {
  scenario: Scenario;
  /** Why it was chosen, for people to read. */
  reason: string;
}

/** Selects the scenario of a valid request. */
export function selectScenario({ operation, values }: Match, query: URLSearchParams): Choice | undefined {
  const { scenarios, parameters, defaults } = operation;

  const reserved = scenarios.find(
    (scenario) =>
      (scenario.path || scenario.query) &&
      Object.entries(scenario.path ?? {}).every(([name, value]) => isSame(value, values[name])) &&
      Object.entries(scenario.query ?? {}).every(([name, value]) => isSame(value, query.get(name))),
  );
  if (reserved) return { scenario: reserved, reason: `reserved for "${reserved.name}"` };

  const successes = successesOf(operation);
  const selecting = parameters.find(({ selects }) => selects !== undefined);
  const selects = selecting?.selects;
  const isSelectable =
    successes.length === 0 || successes.some(({ body }) => valueAt(body, selects ?? "") !== undefined);
  if (!selecting || selects === undefined || !isSelectable)
    return successes[0] && { scenario: successes[0], reason: "first example" };

  const { name } = selecting;
  const requested = selecting.in === "path" ? values[name] : query.get(name);
  const known = successes.find((scenario) => isSame(valueAt(scenario.body, selects), requested));
  if (known) return { scenario: known, reason: `${name} of "${known.name}"` };

  const unknown = scenarios.find(({ status }) => status === 404) ?? (defaults[0] && { ...defaults[0], status: 404 });
  return unknown && { scenario: unknown, reason: `no example has this ${name}` };
}

/** The 2xx scenarios of an operation. Without any, its redirects, or else its `default` response. */
function successesOf({ scenarios, defaults }: CatalogueOperation): Scenario[] {
  const ofClass = (first: number): Scenario[] => scenarios.filter(({ status }) => Math.floor(status / 100) === first);
  const [successes, redirects] = [ofClass(2), ofClass(3)];
  if (successes.length > 0) return successes;
  if (redirects.length > 0) return redirects;
  return scenarios.length === 0 ? defaults.map((scenario) => ({ ...scenario, status: 200 })) : [];
}

/** The same success in a media type that a request accepts. An error is sent whatever the request accepts. */
export function negotiate(
  { scenarios }: CatalogueOperation,
  scenario: Scenario,
  accept: string | undefined,
): Scenario | undefined {
  const { status, contentType, name } = scenario;
  if (status >= 400 || contentType === undefined || !accept?.trim()) return scenario;

  const offered = [scenario, ...scenarios.filter((one) => one.status === status && one.contentType !== undefined)];
  const types = [...new Set(offered.map((one) => String(one.contentType)))];
  const type = new Negotiator({ headers: { accept } }).mediaType(types);
  const acceptable = offered.filter((one) => one.contentType === type);
  return acceptable.find((one) => one.name === name) ?? acceptable[0];
}

/** Compares ids without regard to letter case, as for uuids; a number is compared as its text in a URL. */
function isSame(one: unknown, requested: string | null | undefined): boolean {
  if (typeof one !== "string" && typeof one !== "number") return false;
  return String(one).toLowerCase() === requested?.toLowerCase();
}
