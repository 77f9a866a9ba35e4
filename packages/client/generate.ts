import { mkdir, readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";
import { operationsIn } from "./operations-in.ts";
import { isTypeName, withAliases } from "./schema-aliases.ts";
import { secretsIn } from "./secrets-in.ts";

const bundle = new URL("../../openapi/dist/openapi.yaml", import.meta.url);
const target = new URL("src/generated/", import.meta.url);
const header = "// Generated from openapi/dist/openapi.yaml by `nx run client:generate`. Edit openapi/ instead.\n";

// A default must not make a key required; an object without known keys is open, not empty.
const nodes = await openapiTS(bundle, { defaultNonNullable: false, emptyObjectsUnknown: true });
const contract = parse(await readFile(bundle, "utf8"));
const { version } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));
const names = Object.keys(contract.components?.schemas ?? {});
const operations = operationsIn(contract);
const secrets = secretsIn(contract, { $ref: "#/components/schemas/Integration" });

await mkdir(target, { recursive: true });
await write("contract.ts", astToString(withAliases(nodes, names)));
await write("schemas.ts", `export type { ${names.filter(isTypeName).join(", ")} } from "./contract.ts";\n`);
await write(
  "operations.ts",
  `export interface Operation {
  accept: string;
  contentType?: string;
  uuids: string[];
  responses: Record<string, string>;
}
export const operations: Record<string, Record<string, Operation>> = ${JSON.stringify(operations)};
`,
);
await write(
  "server.ts",
  `export const contractServer: string = ${JSON.stringify(contract.servers[0].url)};
export const packageVersion: string = ${JSON.stringify(version)};
export const referenceUrl: string = ${JSON.stringify(process.env["REFERENCE_URL"]?.replace(/\/+$/, "") ?? "")};
`,
);
await write(
  "secrets.ts",
  `export type Secrets = true | { keys?: Record<string, Secrets>; others?: Secrets; items?: Secrets };
export const secrets: Secrets = ${JSON.stringify(secrets)};
`,
);
console.log(`Generated the types of ${names.length} schemas and ${Object.keys(contract.paths).length} path(s).`);

async function write(file: string, text: string): Promise<void> {
  await writeFile(new URL(file, target), header + text);
}
