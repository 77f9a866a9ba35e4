import { mkdir, readFile, writeFile } from "node:fs/promises";
import { parse } from "yaml";
import { pruneContract } from "./prune-contract.ts";
import { namedSchemas } from "./src/field-names.ts";

const bundle = new URL("../../openapi/dist/openapi.yaml", import.meta.url);
const target = new URL("src/generated/", import.meta.url);
const header = "// Generated from openapi/dist/openapi.yaml by `nx run explain:generate`. Edit openapi/ instead.\n";

const { document, formats, unknown } = pruneContract(parse(await readFile(bundle, "utf8")));
if (unknown.length > 0) {
  console.error(`Some values of the contract cannot be explained:\n${unknown.join("\n")}`);
  process.exit(1);
}
const names = Object.keys(namedSchemas(document));
const imported = formats.map(toIdentifier).join(", ");
const listed = formats.map((name) => `${JSON.stringify(name)}: ${toIdentifier(name)}`).join(", ");
await mkdir(target, { recursive: true });
await writeFile(
  new URL("contract.ts", target),
  `${header}import type { Contract } from "../create-explainer.ts";
import { ${imported} } from "../formats.ts";

/** The name of a schema of the contract. */
export type SchemaName = ${names.map((name) => JSON.stringify(name)).join(" | ")};
export const contract: Contract = { formats: { ${listed} }, document: ${JSON.stringify(document)} };
`,
);
console.log(`Generated ${names.length} schemas.`);

/** The name under which `formats.ts` exports a format. */
function toIdentifier(format: string): string {
  return format.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
