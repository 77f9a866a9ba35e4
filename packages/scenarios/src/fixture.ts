import { applyPatch } from "./response/apply-patch.ts";
import type { Catalogue, Scenario } from "./contract/catalogue.ts";
import { catalogue } from "./generated/catalogue.ts";
import type { FixtureBodies } from "./generated/fixture-bodies.ts";

export type FixtureName = keyof FixtureBodies;

/** Makes every key optional, at every depth, except in lists, which are replaced as a whole. */
export type DeepPartial<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: DeepPartial<Value[Key]> | undefined }
    : Value;

/**
 * Creates the body of an example by its name, with some keys changed.
 *
 * For a scenario that breaks the contract on purpose, such as `drift-date-times`, it is the body that is sent.
 * Objects are merged, lists replaced, and a key set to `undefined` is left out. Each call returns a new body.
 *
 * @example
 * const beta = fixture("minimal-config", { is_beta: true, config: { label: "Ours" } });
 */
export function fixture<Name extends FixtureName>(
  name: Name,
  override?: DeepPartial<FixtureBodies[Name]>,
): FixtureBodies[Name] {
  const scenario = scenariosOf(catalogue).find((one) => one.name === name);
  if (!scenario) throw new TypeError(`Failed to make a fixture: "${name}" is not one of ${fixtureNames.join(", ")}.`);
  // The generated types map each example to its body.
  return merge(bodyOf(scenario), override) as FixtureBodies[Name];
}

/** The names of all examples in the contract. */
export const fixtureNames: FixtureName[] = [
  // The body types are generated from the same catalogue.
  ...new Set(scenariosOf(catalogue).map(({ name }) => name as FixtureName)),
];

function scenariosOf({ operations }: Catalogue): Scenario[] {
  return operations.flatMap(({ scenarios }) => scenarios);
}

function bodyOf({ body, patch = [] }: Scenario): unknown {
  return body === undefined ? undefined : applyPatch(body, patch);
}

function merge(base: unknown, override: unknown): unknown {
  if (override === undefined) return base;
  if (Array.isArray(override)) return override.map((entry) => merge(undefined, entry));
  if (!isObject(override)) return override;

  const kept = isObject(base) ? base : {};
  const merged = Object.keys(override).map((key) => {
    const below = Object.hasOwn(kept, key) ? kept[key] : undefined;
    return [key, override[key] === undefined ? undefined : merge(below, override[key])] as const;
  });
  // As entries, because an assignment to `__proto__` would set the prototype.
  const entries = [...new Map([...Object.entries(kept), ...merged])];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
