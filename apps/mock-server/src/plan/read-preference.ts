import { type CatalogueOperation, type Failure, isFor } from "@integrations-api/scenarios";

/** A response by its status, its example or both. */
export interface Wish {
  status: number;
  example?: string;
}

export interface Preference {
  /** What the request prefers, if it prefers anything that the contract declares. */
  wish?: Wish;
  failures: Failure[];
}

/** Reads a `Prefer: code=404, example=not-found` header. */
export function readPreference(operation: CatalogueOperation, declared: string[], prefer = ""): Preference {
  const { code, example } = parsePrefer(prefer);
  if (code === undefined && example === undefined) return { failures: [] };

  const refuse = (message: string): Preference => ({ failures: [{ in: "header", name: "prefer", message }] });
  if (code !== undefined && !declared.some((status) => isIn(status, code)))
    return refuse(`code=${code} is not in the contract. Valid: ${declared.join(", ")}`);

  if (example === undefined) return { wish: { status: Number(code) }, failures: [] };
  const { scenarios, defaults } = operation;
  const named = [...scenarios.filter((one) => code === undefined || isFor(one, Number(code))), ...defaults];
  const found = named.find(({ name }) => name === example);
  if (found) return { wish: { status: Number(code ?? found.status), example }, failures: [] };
  return refuse(`example=${example} is not an example. Valid: ${named.map(({ name }) => name).join(", ")}`);
}

function isIn(declared: string, code: string): boolean {
  if (!/^[1-5]\d\d$/.test(code)) return false;
  return declared === "default" || declared === code || declared.toUpperCase() === `${code.charAt(0)}XX`;
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
