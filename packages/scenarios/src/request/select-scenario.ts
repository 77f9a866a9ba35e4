import Negotiator from "negotiator";
import type { CatalogueOperation, Scenario } from "../contract/catalogue.ts";
import { valueAt } from "../contract/json-pointer.ts";
import type { Match } from "./match-path.ts";

export interface Choice {
  /** Missing if no example is chosen and the contract does not declare a 404. */
  scenario?: Scenario;
  /** Why it was chosen, for people to read. */
  reason: string;
}

/** The first success of an operation. */
export function firstSuccess(operation: CatalogueOperation): Choice {
  const [scenario] = successesOf(operation);
  return scenario ? { scenario, reason: "first example" } : { reason: "no example" };
}

/** What a valid request chooses by a reserved value or by one that an example has, if the operation selects by one. */
export function chooseScenario({ operation, values }: Match, query: URLSearchParams): Choice | undefined {
  const { scenarios, defaults, parameters } = operation;

  const reserved = [...scenarios, ...defaults].find(
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
  if (!selecting || selects === undefined || !isSelectable) return undefined;

  const { name } = selecting;
  const requested = selecting.in === "path" ? values[name] : query.get(name);
  if (typeof requested !== "string") return undefined;
  const known = successes.find((scenario) => isSame(valueAt(scenario.body, selects), requested));
  if (known) return { scenario: known, reason: `${name} of "${known.name}"` };

  const unknown = errorOf(operation, [404]);
  return { ...(unknown && { scenario: unknown }), reason: `no example has this ${name}` };
}

/** The contract's scenario for the first of these statuses that has one, or else for their range or for any status. */
export function errorOf({ scenarios, defaults }: CatalogueOperation, statuses: number[]): Scenario | undefined {
  const exact = statuses.flatMap((status) => scenarios.filter((one) => one.status === status && !one.isRange));
  const [status = 500] = statuses;
  const [shared] = [...scenarios.filter((one) => one.isRange && isClass(one, status)), ...defaults];
  return exact[0] ?? (shared && { ...shared, status });
}

function isClass(scenario: Scenario, status: number): boolean {
  return Math.floor(scenario.status / 100) === Math.floor(status / 100);
}

/** Whether a scenario can be sent with a status. */
export function isFor(scenario: Scenario, status: number): boolean {
  return scenario.isRange ? isClass(scenario, status) : scenario.status === status;
}

/** The 2xx scenarios of an operation. Without any, its redirects, or else its `default` response. */
function successesOf({ scenarios, defaults }: CatalogueOperation): Scenario[] {
  const [successes, redirects] = [200, 300].map((status) => scenarios.filter((one) => isClass(one, status)));
  if (successes?.length) return successes;
  if (redirects?.length) return redirects;
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
