import {
  type CatalogueOperation,
  findScenario,
  type Parameter,
  type Scenario,
  valueAt,
} from "@integrations-api/scenarios";

/** A good request that gets a scenario. */
export interface Recipe {
  /** What makes the difference to other requests, by its name: an id, a query value, a token or `Prefer`. */
  keys: Record<string, unknown>;
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  /** Those that the contract demands. */
  headers: Record<string, unknown>;
  token: string;
  prefer?: string;
}

/** Works out how to ask for a scenario: by what is reserved for it, or else by `Prefer`. */
export function toRecipe(operation: CatalogueOperation, scenario: Scenario): Recipe {
  const { token } = scenario;
  const chosen = token === undefined ? chosenValues(operation, scenario) : { path: {}, query: {} };
  const recipe = {
    keys: { ...(token !== undefined && { token }), ...chosen.path, ...chosen.query },
    path: { ...samplesOf(operation, "path"), ...chosen.path },
    query: { ...samplesOf(operation, "query"), ...chosen.query },
    headers: samplesOf(operation, "header"),
    token: token ?? "any",
  };
  if (gets(operation, recipe) === scenario) return recipe;

  const prefer = `code=${scenario.status}, example=${scenario.name}`;
  return { ...recipe, keys: { Prefer: prefer }, token: "any", prefer };
}

/** The path of an operation and its query, encoded. */
export function toTarget({ path }: CatalogueOperation, recipe: Recipe): { path: string; query: URLSearchParams } {
  const values = Object.entries(recipe.query).map(([name, value]) => [name, String(value)]);
  return {
    path: path.replaceAll(/\{(.+?)\}/g, (_, name: string) => encodeURIComponent(String(recipe.path[name]))),
    query: new URLSearchParams(values),
  };
}

interface Values {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
}

function chosenValues({ parameters }: CatalogueOperation, { status, body, path = {}, query = {} }: Scenario): Values {
  const selecting = parameters.find(({ selects }) => selects !== undefined);
  const isReserved = Object.keys({ ...path, ...query }).length > 0;
  if (isReserved || status >= 300 || !selecting?.selects) return { path, query };

  const selected = { [selecting.name]: valueAt(body, selecting.selects) };
  return selecting.in === "path" ? { path: selected, query } : { path, query: selected };
}

function samplesOf({ parameters }: CatalogueOperation, place: string): Record<string, unknown> {
  const demanded = parameters.filter((parameter) => parameter.in === place && parameter.required);
  return Object.fromEntries(demanded.map((parameter) => [parameter.name, sampleOf(parameter)]));
}

function sampleOf({ example, schema }: Parameter): unknown {
  const { example: own, examples, default: usual, enum: allowed, type, format } = Object(schema);
  const declared = example ?? own ?? [examples].flat()[0] ?? usual ?? [allowed].flat()[0];
  if (declared !== undefined) return declared;
  if (format === "uuid") return "00000000-0000-4000-8000-000000000000";
  return type === "integer" || type === "number" ? 1 : "any";
}

function gets(operation: CatalogueOperation, recipe: Recipe): Scenario | undefined {
  const { method } = operation;
  const request = { method, ...toTarget(operation, recipe), token: recipe.token };
  return findScenario({ operations: [operation] }, request)?.scenario;
}
