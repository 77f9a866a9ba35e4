import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Integration } from "@integrations-api/client";
import { brokenRelations, createExplainer } from "@integrations-api/explain";
import { parse as parseYaml } from "yaml";
import { ProviderError } from "../provider-error.ts";
import { parseExactly } from "./exact-json.ts";
import { findKeys, removeAt } from "./find-keys.ts";

const bundle = fileURLToPath(import.meta.resolve("@integrations-api/openapi/openapi.yaml"));

/** A valid integration without its secrets. */
export interface ReadIntegration {
  integration: Integration;
  /** JSON pointers to the secrets that were removed. */
  removed: string[];
  /** JSON pointers to the keys that the contract does not know. They are kept. */
  unknown: string[];
}

/**
 * Reads one integration, or a list of them, as the API returns them.
 *
 * @param name Where the text is from, for messages.
 * @throws {ProviderError} if the text is not JSON, or with every value that breaks the contract
 */
export function readIntegrations(text: string, name: string): ReadIntegration[] {
  // A byte order mark is what some editors put before the first character.
  const [plain, exact] = parse(text.replace(/^\uFEFF/, ""), name);
  const bodies = listOf(plain);
  const read = listOf(exact).map((integration, index) => {
    const { secrets, unknown } = findKeys(bodies[index]);
    for (const pointer of secrets.toReversed()) for (const one of [bodies[index], integration]) removeAt(one, pointer);
    return { integration: integration as Integration, removed: secrets, unknown };
  });

  const problems = problemsIn(bodies).map(
    ({ index, problem }) => `  ${Array.isArray(plain) ? `/${index}` : ""}${problem}`,
  );
  if (problems.length === 0) return read;
  const count = problems.length === 1 ? "a value that breaks" : `${problems.length} values that break`;
  throw new ProviderError(`${name} has ${count} the contract, so nothing was imported:\n${problems.join("\n")}`);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

const place = { schema: "Integration" };

function problemsIn(bodies: unknown[]): { index: number; problem: string }[] {
  // The contract of the explain package itself leaves out relations between values.
  const { validate, walk } = createExplainer(parseYaml(readFileSync(bundle, "utf8")));
  const ids = new Set<string>();
  return bodies.flatMap((body, index) => {
    const broken = [...validate(body, place), ...brokenRelations(walk(body, place))];
    // Uuids are compared without regard to letter case.
    const id = String(Object(body).id).toLowerCase();
    const isRepeated = ids.size === ids.add(id).size;
    const problems = broken.map(({ pointer, message }) => `${pointer || "/"} ${message}`);
    return [...problems, ...(isRepeated ? ["/id must not be repeated"] : [])].map((problem) => ({ index, problem }));
  });
}

/** Parses a text twice: as usual, to check it, and with each number as it is written, to store it. */
function parse(text: string, name: string): [plain: unknown, exact: unknown] {
  try {
    return [JSON.parse(text), parseExactly(text)];
  } catch (error) {
    // The engine's own message quotes the text, which may be a secret.
    if (error instanceof SyntaxError)
      throw new ProviderError(`${name} is not JSON. Give one integration, or a list of them.`);
    if (error instanceof RangeError) throw new ProviderError(`${name} is nested too deeply.`);
    throw error;
  }
}
