import { type CatalogueOperation, type Parameter, type Scenario, valueAt } from "@integrations-api/scenarios";

export type Values = Record<string, Record<string, string>>;

/** The values of a request that the contract itself calls good: the examples of its required parameters. */
export function exampleValues({ parameters }: CatalogueOperation): Values {
  const needed = parameters.filter(({ required }) => required);
  return Object.fromEntries(
    ["path", "query", "header"].map((place) => [
      place,
      Object.fromEntries(needed.filter((one) => one.in === place).map((one) => [one.name, exampleOf(one)])),
    ]),
  );
}

/** The values of a request that triggers a scenario: those reserved for it, or the one by which it is selected. */
export function triggerValues(operation: CatalogueOperation, { path, query, body }: Scenario): Values {
  const values = exampleValues(operation);
  for (const { in: place, name, selects } of operation.parameters) {
    const selected = selects === undefined ? undefined : valueAt(body, selects);
    if (selected !== undefined) values[place] = { ...values[place], [name]: String(selected) };
  }
  return { ...values, path: { ...values["path"], ...path }, query: { ...values["query"], ...query } };
}

/** Sends a request as plain HTTP, past every client. */
export function send(
  baseUrl: string,
  operation: CatalogueOperation,
  values: Values,
  headers: Record<string, string>,
): Promise<Response> {
  const path = operation.path.replaceAll(/\{(.+?)\}/g, (_, name) => encodeURIComponent(values["path"]?.[name] ?? ""));
  const query = new URLSearchParams(values["query"]);
  return fetch(`${baseUrl}${path}?${query}`, {
    method: operation.method,
    headers: { ...values["header"], ...headers },
  });
}

function exampleOf({ name, example }: Parameter): string {
  if (example === undefined) throw new Error(`Parameter "${name}" is required and has no example. Give it one.`);
  return String(example);
}
