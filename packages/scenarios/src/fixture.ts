import { applyPatch } from "./apply-patch.ts";
import type { Catalogue } from "./catalogue.ts";
import { catalogue } from "./generated/catalogue.ts";
import type { FixtureBodies } from "./generated/fixture-bodies.ts";

export type FixtureName = keyof FixtureBodies;

/** Every key optional, at every depth; a list is replaced as a whole. */
export type DeepPartial<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: DeepPartial<Value[Key]> | undefined }
    : Value;

/**
 * Makes a body of the contract by the name of its example, with some keys changed.
 *
 * A scenario that breaks the contract on purpose, such as `drift-date-times`, gives the body that it sends.
 * Objects are merged, lists replaced, and a key set to `undefined` is left out. Each call makes a new body.
 *
 * @example
 * const beta = fixture("minimal-config", { is_beta: true, config: { label: "Ours" } });
 */
export function fixture<Name extends FixtureName>(
  name: Name,
  override?: DeepPartial<FixtureBodies[Name]>,
): FixtureBodies[Name] {
  const scenario = scenariosOf(catalogue).find((one) => one.name === name);
  if (!scenario) throw new TypeError(`Failed to make a fixture: "${name}" is none of ${fixtureNames.join(", ")}.`);
  // The generated types say which body an example has.
  return merge(applyPatch(scenario.body, scenario.patch ?? []), override) as FixtureBodies[Name];
}

/** The names of all examples of the contract. */
export const fixtureNames: string[] = [...new Set(scenariosOf(catalogue).map(({ name }) => name))];

function scenariosOf({ operations }: Catalogue): Catalogue["operations"][number]["scenarios"] {
  return operations.flatMap(({ scenarios }) => scenarios);
}

function merge(base: unknown, override: unknown): unknown {
  if (!isObject(base) || !isObject(override)) return override === undefined ? base : structuredClone(override);

  const merged = { ...base };
  for (const [key, value] of Object.entries(override)) {
    if (value === undefined) delete merged[key];
    else merged[key] = merge(base[key], value);
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
