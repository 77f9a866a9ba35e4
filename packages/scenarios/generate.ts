import { mkdir, readFile, writeFile } from "node:fs/promises";
import { parse } from "yaml";
import { keysOf, valueAt } from "./src/json-pointer.ts";
import { readCatalogue } from "./src/read-catalogue.ts";

const bundle = new URL("../../openapi/dist/openapi.yaml", import.meta.url);
const target = new URL("src/generated/", import.meta.url);
const header = "// Generated from openapi/dist/openapi.yaml by `nx run scenarios:generate`. Edit openapi/ instead.\n";

const contract = parse(await readFile(bundle, "utf8"));
const catalogue = readCatalogue(contract);
const scenarios = catalogue.operations.flatMap((operation) => operation.scenarios);
const typeByName = new Map(scenarios.map(({ name, schema }) => [name, typeAt(schema)]));
const types = [...new Set(typeByName.values())].toSorted();

await mkdir(target, { recursive: true });
await write("catalogue.ts", [
  'import type { Catalogue } from "../catalogue.ts";\n',
  `export const catalogue: Catalogue = ${JSON.stringify(catalogue, undefined, 1)};`,
]);
await write("server.ts", [`export const contractServer: string = ${JSON.stringify(contract.servers[0].url)};`]);
await write("fixture-bodies.ts", [
  `import type { ${types.join(", ")} } from "@integrations-api/client";\n`,
  "export interface FixtureBodies {",
  ...[...typeByName].map(([name, type]) => `  ${JSON.stringify(name)}: ${type};`),
  "}",
]);
console.log(`Generated ${scenarios.length} scenarios of ${catalogue.operations.length} operation(s).`);

async function write(file: string, lines: string[]): Promise<void> {
  await writeFile(new URL(file, target), `${header}${lines.join("\n")}\n`);
}

/** The name of the type at a pointer: a response's schema is a reference to a named one. */
function typeAt(pointer: string): string {
  const { $ref: ref } = Object(valueAt(contract, pointer));
  if (!ref) throw new Error(`The schema at ${pointer} has no name. Give it a file in components/schemas.`);
  return keysOf(decodeURIComponent(ref)).at(-1)!;
}
