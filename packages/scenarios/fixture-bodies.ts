import type { Scenario } from "./src/contract/catalogue.ts";
import { asJson, type Json } from "./src/contract/follow-ref.ts";
import { keysOf, valueAt } from "./src/contract/json-pointer.ts";

/** The lines of a module that maps each example's name to the type of its body. */
export function fixtureBodies(contract: unknown, scenarios: Scenario[]): string[] {
  const types = new Map(scenarios.map(({ name, ...scenario }) => [name, typeOf(contract, scenario)]));
  const imported = [...new Set([...types.values()].map((type) => type.replaceAll("[]", "")))]
    .filter((type) => !builtIn.includes(type))
    .toSorted();

  return [
    ...(imported.length === 0 ? [] : [`import type { ${imported.join(", ")} } from "@integrations-api/client";\n`]),
    "export interface FixtureBodies {",
    ...[...types].map(([name, type]) => `  ${JSON.stringify(name)}: ${type};`),
    "}",
  ];
}

const builtIn = ["string", "number", "boolean", "undefined", "unknown"];

function typeOf(contract: unknown, { body, schema }: Partial<Scenario>): string {
  if (body === undefined) return "undefined";
  if (schema === undefined) return typeof body === "string" ? "string" : "unknown";
  return typeOfSchema(asJson(valueAt(contract, schema)), schema);
}

function typeOfSchema({ $ref: ref, type, items }: Json, pointer: string): string {
  if (typeof ref === "string") return keysOf(decodeURIComponent(ref)).at(-1)!;
  if (type === "array") return `${typeOfSchema(asJson(items), pointer)}[]`;
  if (type === "integer") return "number";
  if (builtIn.includes(String(type))) return String(type);
  throw new Error(`The schema at ${pointer} has no name. Give it a file in components/schemas.`);
}
