import type { CatalogueOperation, Choice, Scenario } from "@integrations-api/scenarios";

/** Chooses by a `Prefer: code=404, example=not-found` header; answers what is wrong with it as text. */
export function choosePreferred({ scenarios }: CatalogueOperation, prefer: string): Choice | string | undefined {
  const { code, example } = parsePrefer(prefer);
  if (code === undefined && example === undefined) return undefined;

  const ofCode = scenarios.filter(({ status }) => code === undefined || String(status) === code);
  if (ofCode.length === 0) return `code=${code} is not in the contract. Valid: ${listOnce(scenarios, "status")}`;

  const scenario = example === undefined ? ofCode[0] : ofCode.find(({ name }) => name === example);
  if (!scenario) return `example=${example} is no example. Valid: ${listOnce(ofCode, "name")}`;
  // Prefer asks for the example alone: neither late nor spoiled nor in turn.
  const { delayMs: _delay, fault: _fault, sequence: _sequence, patch: _patch, ...plain } = scenario;
  return { scenario: plain, reason: "preferred" };
}

const preference = /([\w!#$%&'*+.^`|~-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s,;"]*))?/g;

/** Reads the header as RFC 7240 has it: quotes or none, names in any letter case, and the first of a name counts. */
function parsePrefer(header: string): { code?: string; example?: string } {
  const pairs = [...header.matchAll(preference)].map(([, name = "", value = ""]) => {
    return [name.toLowerCase(), value.replaceAll(/^"|"$|\\(?=.)/g, "")];
  });
  return Object.fromEntries(pairs.toReversed());
}

function listOnce(scenarios: Scenario[], key: "status" | "name"): string {
  return [...new Set(scenarios.map((scenario) => scenario[key]))].join(", ");
}
