import { glob } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../published-packages.ts";
import type { Check } from "./check.ts";

/** The package has what is built from its source and what its package.json names, and nothing else. */
export const checkFiles: Check = async ({ folder, files, manifest }, { root }) => {
  const source = join(root, folder);
  const meant = new Set([
    "package.json",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    ...(await compiledFiles(source)),
    ...(await listedFiles(source, manifest)),
    ...entriesOf(manifest),
  ]);

  const missing = [...meant].filter((path) => !files.has(path));
  const extra = [...files.keys()].filter((path) => !meant.has(path) && path !== "NOTICE.md");
  return [
    ...missing.map((path) => `${path} is missing.`),
    ...extra.map((path) => `${path} is not built from a source file of the package.`),
  ];
};

async function compiledFiles(source: string): Promise<string[]> {
  const files = await filesIn(join(source, "src"));
  return files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `dist/${file.slice(0, -".ts".length)}`)
    .flatMap((path) => [`${path}.js`, `${path}.d.ts`]);
}

/** Files that are published as they are in the repository. What is in `dist` is built. */
async function listedFiles(source: string, { files = [] }: Manifest): Promise<string[]> {
  const folders = files.filter((entry) => !entry.startsWith("dist") && !entry.endsWith(".md"));
  const listed = await Promise.all(
    folders.map(async (entry) => (await filesIn(join(source, entry))).map((file) => `${entry}/${file}`)),
  );
  return listed.flat();
}

function entriesOf({ exports = {}, bin = {} }: Manifest): string[] {
  const targets = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? entry : Object.values(entry)));
  return [...targets, ...Object.values(bin)].map((path) => path.replace(/^\.\//, ""));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(glob("**/*.*", { cwd: folder }));
  return entries.map((path) => path.replaceAll("\\", "/"));
}
