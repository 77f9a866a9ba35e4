import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire, findPackageJSON } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const packageFolder = fileURLToPath(new URL("..", import.meta.url));

/** A user's project in an empty folder, with the packed client and its dependencies. */
export interface Consumer {
  folder: string;
  /** Compiles a file, and returns what the compiler prints. */
  compile(source: string, compilerOptions: object): Promise<string>;
  remove(): Promise<void>;
}

/** Installs packed packages of this workspace, by default this one, without a registry. */
export async function createConsumer(...folders: string[]): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "consumer-"));
  const modules = join(folder, "node_modules");

  for (const source of [packageFolder, ...folders]) {
    await installPacked(source, modules);
    await installDependencies(source, modules);
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');

  return {
    folder,
    compile: (source, options) => compile(folder, source, options),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function installPacked(source: string, modules: string): Promise<void> {
  const { name } = JSON.parse(await readFile(join(source, "package.json"), "utf8"));
  const installed = join(modules, name);
  await mkdir(installed, { recursive: true });

  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", modules], { cwd: source });
  const [packed] = Object.values(JSON.parse(stdout)) as { filename: string }[];
  await run("tar", ["-xzf", packed!.filename, "-C", installed, "--strip-components=1"], { cwd: modules });
}

/** Copies a package's dependencies, except packages of this workspace. */
async function installDependencies(source: string, modules: string): Promise<void> {
  const manifest = join(source, "package.json");
  const { dependencies = {} } = JSON.parse(await readFile(manifest, "utf8"));

  for (const name of Object.keys(dependencies).filter((one) => !one.startsWith("@integrations-api/"))) {
    const installed = findPackageJSON(name, manifest);
    if (installed === undefined) throw new Error(`${name} is not installed. Run npm ci.`);
    await cp(dirname(installed), join(modules, name), { recursive: true });
    await installDependencies(dirname(installed), modules);
  }
}

async function compile(folder: string, source: string, compilerOptions: object): Promise<string> {
  const options = {
    strict: true,
    noEmit: true,
    lib: ["es2023", "dom"],
    types: [],
    ...compilerOptions,
  };
  await writeFile(join(folder, "main.ts"), source);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["main.ts"] }));

  const tsc = require.resolve("typescript/bin/tsc");
  return run(process.execPath, [tsc], { cwd: folder }).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
}

/** The Node installed on this machine, not the one from the lock file. */
export async function machineNode(): Promise<string> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const { stdout } = await run("node", ["-p", "process.execPath"], {
    env: { ...process.env, PATH: folders.join(delimiter) },
  });
  return stdout.trim();
}
