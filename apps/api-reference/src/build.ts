import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { renderPage } from "./render-page.ts";
import { splitPage } from "./split-page.ts";

const contract = fileURLToPath(new URL("../../../openapi/dist/openapi.yaml", import.meta.url));
const output = fileURLToPath(new URL("../dist/", import.meta.url));

try {
  const files = splitPage(await renderPage(contract));
  await writeFiles(files);
  console.log(`Built apps/api-reference/dist/index.html (${toMegabytes(files)} MB with the files next to it).`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

// Overwrites before it removes, so a running server never lacks a file.
async function writeFiles(files: Map<string, string>): Promise<void> {
  await mkdir(output, { recursive: true });
  for (const [name, text] of files) await writeFile(join(output, name), text);
  const strangers = (await readdir(output)).filter((name) => !files.has(name));
  for (const name of strangers) await rm(join(output, name), { recursive: true });
}

function toMegabytes(files: Map<string, string>): string {
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return (bytes / 1e6).toFixed(1);
}
