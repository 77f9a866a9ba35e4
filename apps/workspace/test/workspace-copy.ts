import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { inject } from "vitest";

const nx = createRequire(import.meta.url).resolve("nx/bin/nx.js");
const root = fileURLToPath(new URL("../../..", import.meta.url));
const built = ["dist", "generated", ".nx"];
const scope = "@integrations-api";

export interface Outcome {
  exitCode: number | null;
  /** Standard output and error, without colours. */
  output: string;
}

/** A copy of this workspace in its own folder. */
export interface WorkspaceCopy {
  folder: string;
  write(file: string, content: string): Promise<void>;
  edit(file: string, change: (content: string) => string): Promise<void>;
  /** Runs Nx in the copy. */
  nx(...args: string[]): Promise<Outcome>;
  remove(): Promise<void>;
}

/** The workspace as in a fresh clone, with nothing installed and nothing built. */
export async function cloneWorkspace(): Promise<WorkspaceCopy> {
  return toWorkspaceCopy(await copyFolder(root, ["node_modules", ".git", ...built]));
}

/** The workspace as in a fresh clone after the first build. */
export async function copyBuiltWorkspace(): Promise<WorkspaceCopy> {
  const folder = await copyFolder(inject("builtWorkspace"), ["node_modules"]);
  await linkModules(folder);
  return toWorkspaceCopy(folder);
}

/** Installs in a clone, and builds everything that the cache of this workspace does not have. */
export async function buildWorkspace({ folder, nx }: WorkspaceCopy): Promise<void> {
  await linkModules(folder);
  await copyCache(folder);
  const { exitCode, output } = await nx("run-many", "--targets=build,bundle", "--outputStyle=static");
  if (exitCode !== 0) throw new Error(output);
}

/** Nx may be at work here, so its database is copied by SQLite itself. */
async function copyCache(folder: string): Promise<void> {
  const data = join(root, ".nx/workspace-data");
  const files = await readdir(data).catch(() => []);
  const databases = files.filter((file) => file.endsWith(".db"));
  if (databases.length === 0) return;

  await cp(join(root, ".nx/cache"), join(folder, ".nx/cache"), { recursive: true });
  await mkdir(join(folder, ".nx/workspace-data"), { recursive: true });
  for (const file of databases) {
    const database = new DatabaseSync(join(data, file), { readOnly: true });
    await backup(database, join(folder, ".nx/workspace-data", file));
    database.close();
  }
}

async function copyFolder(source: string, leftOut: string[]): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "workspace-")));
  const isLeftOut = (path: string): boolean => leftOut.includes(basename(path));
  await cp(source, folder, { recursive: true, filter: (path) => path === source || !isLeftOut(path) });
  return folder;
}

function toWorkspaceCopy(folder: string): WorkspaceCopy {
  return {
    folder,
    async write(file, content) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), content);
    },
    async edit(file, change) {
      const before = await readFile(join(folder, file), "utf8");
      const after = change(before);
      if (after === before) throw new Error(`The edit changes nothing in ${file}.`);
      await writeFile(join(folder, file), after);
    },
    nx: (...args) => runNode(folder, [nx, ...args]),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Links every package but the caches. The workspace's own link to the copy, so the tests do not use the original. */
async function linkModules(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, scope), { recursive: true });

  for (const name of await readdir(join(root, "node_modules"))) {
    if (name !== scope && name !== ".cache")
      await symlink(join(root, "node_modules", name), join(modules, name), "junction");
  }
  for (const name of await readdir(join(root, "node_modules", scope))) {
    const project = relative(root, await realpath(join(root, "node_modules", scope, name)));
    await symlink(join(folder, project), join(modules, scope, name), "junction");
    // What only one project has in this version.
    const own = join(project, "node_modules");
    if (existsSync(join(root, own))) await symlink(join(root, own), join(folder, own), "junction");
  }
}

/** The environment of a shell outside this test run. */
export function cleanEnvironment(folder: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|VITEST|npm_|NODE_ENV|FORCE_COLOR)/.test(name),
  );
  const bin = join(folder, "node_modules", ".bin");
  return { ...Object.fromEntries(inherited), NX_DAEMON: "false", PATH: `${bin}${delimiter}${process.env["PATH"]}` };
}

export async function runNode(folder: string, args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, args, { cwd: folder, env: cleanEnvironment(folder) });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [exitCode, out, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { exitCode, output: stripVTControlCharacters(out + errors) };
}
