import type { Integration } from "@integrations-api/client";
import { explain } from "@integrations-api/explain";
import { catalogue, fillPath, fixture, type FixtureName, type Scenario, valueAt } from "@integrations-api/scenarios";

export const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;

/** The examples that the provider stores: successes that a plain request gets. */
export const stored: Scenario[] = operation.scenarios.filter(
  ({ status, path, delayMs, sequence, fault, patch }) =>
    status === 200 && [path, delayMs, sequence, fault, patch].every((one) => one === undefined),
);

export function bodyOf({ name }: Pick<Scenario, "name">): Integration {
  return fixture(name as FixtureName) as Integration;
}

/** The path of an integration. */
export function pathOf(id: string, environment?: string): string {
  const [query] = operation.parameters.filter(({ narrows }) => narrows !== undefined);
  return fillPath(operation.path, { id }) + (environment === undefined ? "" : `?${query!.name}=${environment}`);
}

const template = /\{\{.*?\}\}/g;

/** A copy of a body without what the contract marks as secret, unless its text only says where the secret goes. */
export function withoutSecrets(body: Integration): Integration {
  const secrets = new Set(
    explain(body)
      .filter(({ isSecret, pointer }) => isSecret && /[^\s]/.test(textWithoutScheme(valueAt(body, pointer))))
      .map(({ pointer }) => pointer),
  );
  const copy = (value: unknown, pointer: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value)
      .map(([key, one]) => ({ key, one, at: `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}` }))
      .filter(({ at }) => !secrets.has(at))
      .map(({ key, one, at }): [string, unknown] => [key, copy(one, at)]);
    return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
  };
  return copy(body, "") as Integration;
}

function textWithoutScheme(value: unknown): string {
  return String(value)
    .replaceAll(template, "")
    .replace(/^bearer\s+$/i, "");
}
