import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startRegistry } from "./registry.ts";
import { run, userEnvironment } from "./user-shell.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Packed packages, installed with what they depend on in the empty folder of a user. */
export interface Installed {
  folder: string;
  /** Starts a command in the folder, as a user does. */
  spawn(command: string[], stdio?: StdioOptions): ChildProcess;
  remove(): Promise<void>;
}

export async function installPackages(...names: string[]): Promise<Installed> {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), "installed-")));
  const remove = (): Promise<void> => rm(temporary, { recursive: true });
  try {
    return { ...(await installIn(temporary, names)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function installIn(temporary: string, names: string[]): Promise<Omit<Installed, "remove">> {
  const folder = join(temporary, "user");
  await mkdir(folder);
  const packages = (await Promise.all(names.map(findOwnPackages))).flat();
  const tarballs = await pack(packages, temporary);

  const { url, close } = await startRegistry();
  const options = ["--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts", `--cache=${join(temporary, "cache")}`];
  await run(folder, "npm", "install", ...tarballs, `--registry=${url}`, ...options).finally(close);

  return { folder, spawn: (command, stdio = ["ignore", "pipe", "pipe"]) => start(folder, command, stdio) };
}

/** A package of this repository, and those that it depends on. */
async function findOwnPackages(name: string): Promise<string[]> {
  const manifest = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
  const dependencies = Object.keys(JSON.parse(manifest).dependencies ?? {});
  const own = dependencies.filter((dependency) => dependency.startsWith("@integrations-api/"));
  return [name, ...(await Promise.all(own.map(findOwnPackages))).flat()];
}

async function pack(names: string[], destination: string): Promise<string[]> {
  const workspaces = [...new Set(names)].map((name) => `--workspace=${name}`);
  const packed = await run(root, "npm", "pack", "--json", "--pack-destination", destination, ...workspaces);
  const files = Object.values(JSON.parse(packed)) as { filename: string }[];
  return files.map(({ filename }) => join(destination, filename));
}

function start(cwd: string, [command = "", ...args]: string[], stdio: StdioOptions): ChildProcess {
  return spawn(command, args, { cwd, env: { ...userEnvironment, PATH: withBinaries(cwd) }, stdio });
}

function withBinaries(folder: string): string {
  return [userEnvironment.PATH, join(folder, "node_modules", ".bin")].join(delimiter);
}
