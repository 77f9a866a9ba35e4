import { mkdir, readFile, writeFile } from "node:fs/promises";
import { parse } from "yaml";
import { fixtureBodies } from "./fixture-bodies.ts";
import { readCatalogue } from "./src/contract/read-catalogue.ts";

const bundle = new URL("../../openapi/dist/openapi.yaml", import.meta.url);
const target = new URL("src/generated/", import.meta.url);
const header = "// Generated from openapi/dist/openapi.yaml by `nx run scenarios:generate`. Edit openapi/ instead.\n";

const contract = parse(await readFile(bundle, "utf8"));
const catalogue = readCatalogue(contract);
const scenarios = catalogue.operations.flatMap((operation) => operation.scenarios);
await mkdir(target, { recursive: true });
await write("catalogue.ts", [
  'import type { Catalogue } from "../contract/catalogue.ts";\n',
  `export const catalogue: Catalogue = ${JSON.stringify(catalogue, undefined, 1)};`,
]);
await write("server.ts", [`export const contractServer: string = ${JSON.stringify(contract.servers[0].url)};`]);
await write("fixture-bodies.ts", fixtureBodies(contract, scenarios));
console.log(`Generated ${scenarios.length} scenarios of ${catalogue.operations.length} operation(s).`);

async function write(file: string, lines: string[]): Promise<void> {
  await writeFile(new URL(file, target), `${header}${lines.join("\n")}\n`);
}
