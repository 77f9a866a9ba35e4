import { mkdir, readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const bundle = new URL("../../openapi/dist/openapi.yaml", import.meta.url);
const target = new URL("src/generated/", import.meta.url);
const header = "// Generated from openapi/dist/openapi.yaml by `nx run client:generate`. Edit openapi/ instead.\n";

// A default must not make a key required, and an object without known keys is open, not empty.
const nodes = await openapiTS(bundle, { defaultNonNullable: false, emptyObjectsUnknown: true });
const contract = parse(await readFile(bundle, "utf8"));
const names = Object.keys(contract.components.schemas);
const aliases = names.map((name) => `export type ${name} = components["schemas"]["${name}"];\n`);

await mkdir(target, { recursive: true });
await writeFile(new URL("contract.ts", target), header + astToString(nodes) + aliases.join(""));
await writeFile(
  new URL("server.ts", target),
  `${header}export const contractServer: string = ${JSON.stringify(contract.servers[0].url)};\n`,
);
console.log(`Generated the types of ${names.length} schemas and ${Object.keys(contract.paths).length} path(s).`);
