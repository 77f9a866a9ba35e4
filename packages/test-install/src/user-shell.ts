import { type ChildProcess, execFile } from "node:child_process";
import { delimiter } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

/** What the shell of a user has: the Node of this machine, not the one from the lock file, and nothing of npm. */
export const userEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_)/i.test(name))),
  PATH: (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .join(delimiter),
  NO_PROXY: "127.0.0.1",
};

/** Runs a command as a user does, and resolves to what it prints. */
export async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd, env: userEnvironment });
  return stdout;
}

/** Resolves to the first line that a process prints. */
export async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const reader = createInterface({ input: stdout! });
  for await (const line of reader) return line;
  throw new Error("The process ended before it printed a line.");
}
