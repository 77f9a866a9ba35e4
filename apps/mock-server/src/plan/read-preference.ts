import { type CatalogueOperation, type Failure, isFor, type Scenario } from "@integrations-api/scenarios";

export interface Preference {
  /** The scenario, if the request names one. */
  scenario?: Scenario;
  /** The status, if the request names nothing else. */
  status?: number;
  failures: Failure[];
}

/** Reads a `Prefer: code=404, example=not-found` header. */
export function readPreference(operation: CatalogueOperation, declared: string[], prefer = ""): Preference {
  const { code, example } = parsePrefer(prefer);
  if (code === undefined && example === undefined) return { failures: [] };

  const refuse = (message: string): Preference => ({ failures: [{ in: "header", name: "prefer", message }] });
  const key = code === undefined ? undefined : declaredFor(declared, code);
  if (code !== undefined && key === undefined)
    return refuse(`code=${code} is not in the contract. Valid: ${declared.join(", ")}`);
  if (example === undefined) return { status: Number(code), failures: [] };

  const named = key === undefined ? allOf(operation) : scenariosOf(operation, key);
  const found = named.find(({ name }) => name === example);
  if (found) return { scenario: withoutTwist({ ...found, status: Number(code ?? found.status) }), failures: [] };
  const valid = named.length === 0 ? "none has a name" : named.map(({ name }) => name).join(", ");
  return refuse(`example=${example} is not an example. Valid: ${valid}`);
}

/** The declaration that a status falls under: the status itself, its range or `default`. */
function declaredFor(declared: string[], code: string): string | undefined {
  if (!/^[2-5]\d\d$/.test(code)) return undefined;
  return [code, `${code.charAt(0)}XX`, "DEFAULT"].find((key) => declared.some((one) => one.toUpperCase() === key));
}

function allOf({ scenarios, defaults }: CatalogueOperation): Scenario[] {
  return [...scenarios, ...defaults];
}

function scenariosOf({ scenarios, defaults }: CatalogueOperation, key: string): Scenario[] {
  if (key === "DEFAULT") return defaults;
  const isRange = key.endsWith("XX");
  return scenarios.filter((one) => Boolean(one.isRange) === isRange && isFor(one, Number(key.replace("XX", "00"))));
}

/** `Prefer` asks for the example alone: not late, not spoiled and not in turn. */
export function withoutTwist(scenario: Scenario): Scenario {
  const { delayMs: _delay, fault: _fault, sequence: _sequence, patch: _patch, ...plain } = scenario;
  return plain;
}

const preference = /([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^,;"]*))?/g;

/**
 * Reads the header as RFC 7240 defines it: with or without quotes, names in any case, the first of a name counts. Like
 * stock Prism, it also reads a name with spaces and no quotes.
 */
function parsePrefer(header: string): { code?: string; example?: string } {
  const pairs = [...header.matchAll(preference)].map(([, name = "", value = ""]) => {
    return [name.toLowerCase(), value.trim().replaceAll(/^"|"$|\\(?=.)/g, "")];
  });
  return Object.fromEntries(pairs.toReversed());
}
