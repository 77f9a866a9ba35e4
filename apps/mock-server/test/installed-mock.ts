import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startRegistry } from "./registry.ts";

const original = fileURLToPath(new URL("..", import.meta.url));
const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

/** What the shell of a user has: the Node of this machine, not the one from the lock file, and nothing of npm. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_)/i.test(name))),
  PATH: (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .join(delimiter),
  NO_PROXY: "127.0.0.1",
};

/** The packed mock, installed in the empty folder of a user. */
export interface InstalledMock {
  folder: string;
  /** The copy of this project that was packed. */
  project: string;
  /** The packages that npm asked the registry for. */
  asked: string[];
  /** Starts its command, and answers the address it prints. */
  start(): Promise<{ url: string; process: ChildProcess }>;
  remove(): Promise<void>;
}

export async function installMock(): Promise<InstalledMock> {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), "installed-mock-")));
  const remove = (): Promise<void> => rm(temporary, { recursive: true });
  try {
    return { ...(await installIn(temporary)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function installIn(temporary: string): Promise<Omit<InstalledMock, "remove">> {
  const [workspace, folder] = [join(temporary, "workspace"), join(temporary, "user")];
  await Promise.all([mkdir(workspace), mkdir(folder)]);
  const project = await copyProject(workspace);
  const packed = await run(project, "npm", "pack", "--json", "--pack-destination", temporary);
  const [{ filename }] = Object.values(JSON.parse(packed)) as [{ filename: string }];

  const { url, asked, close } = await startRegistry();
  const options = ["--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts", `--cache=${join(temporary, "cache")}`];
  await run(folder, "npm", "install", join(temporary, filename), `--registry=${url}`, ...options).finally(close);

  return { folder, project, asked, start: () => start(folder) };
}

/** Runs a command as a user does, and answers what it prints. */
export async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd, env: environment });
  return stdout;
}

/** Packed in place, the staged packages would come and go under the mocks of other tests. */
async function copyProject(workspace: string): Promise<string> {
  const copy = join(workspace, "mock-server");
  await cp(original, copy, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  await symlink(modules, join(workspace, "node_modules"), "junction");
  return copy;
}

async function start(folder: string): ReturnType<InstalledMock["start"]> {
  const command = join(folder, "node_modules", ".bin", "integrations-api-mock");
  const child = spawn(command, ["--port", "0", "--log", "silent"], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const url of createInterface({ input: child.stdout })) return { url, process: child };
  throw new Error(`The installed mock ended with ${child.exitCode} before it listened.`);
}
