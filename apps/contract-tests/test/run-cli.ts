import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  input?: string;
  cwd?: string;
}

/** Runs the built command line to its end. */
export async function runCli(args: string[], { env = {}, input = "", cwd }: RunOptions = {}): Promise<Ran> {
  const { CONTRACT_TOKEN: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...inherited, ...env } });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, out, err };
}
