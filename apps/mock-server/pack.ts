import { existsSync } from "node:fs";
import { cp, readFile, realpath, rm, rmdir } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { basename, dirname, join } from "node:path";

/*
 * npm bundles nothing out of a workspace (https://github.com/npm/cli/issues/3466). So `npm pack` and `npm publish` run
 * this before, to put real copies of the bundled packages where npm takes them from, and afterwards, to remove them.
 * A pack that is broken off leaves its copies, which hide the packages: `node pack.ts unstage` removes them, too.
 */

interface Manifest {
  name: string;
  files?: string[];
  dependencies?: Record<string, string>;
  bundleDependencies?: string[];
}

const scope = "@integrations-api/";
const own = import.meta.dirname;

await unstage();
if (process.argv[2] === "stage") await stageAll().catch(giveUp);

async function stageAll(): Promise<void> {
  const manifest = await readManifest(own);
  for (const name of manifest.bundleDependencies ?? []) await stage(name, own, own);
}

/** Copies a package and all it depends on, needed or not: where a part of a bundle is missing, `npm ci` fails later. */
async function stage(name: string, dependent: string, stagedDependent: string): Promise<void> {
  const found = findPackageJSON(name, join(dependent, "package.json"));
  if (found === undefined) throw new Error(`${name} is not installed. Run \`npm ci\`.`);
  const source = await realpath(dirname(found));
  const staged = join(name.startsWith(scope) ? own : stagedDependent, "node_modules", name);

  const { dependencies = {} } = await readManifest(source);
  await cp(source, staged, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  for (const dependency of Object.keys(dependencies)) await stage(dependency, source, staged);
}

async function readManifest(folder: string): Promise<Manifest> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const missing = manifest.name.startsWith(scope) && manifest.files?.find((file) => !existsSync(join(folder, file)));
  if (missing) throw new Error(`${manifest.name} has no ${missing}. Run \`npx nx build mock-server\`.`);
  return manifest;
}

async function unstage(): Promise<void> {
  await rm(join(own, "node_modules", scope), { recursive: true, force: true });
  await rmdir(join(own, "node_modules")).catch(() => "it is missing, or holds something else");
}

async function giveUp(error: Error): Promise<void> {
  await unstage();
  console.error(`Failed to pack: ${error.message}`);
  process.exitCode = 1;
}
