import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

export interface RunningProvider {
  url: string;
  /** Those of the embedded database. */
  token: string;
  target: string;
  process: ChildProcess;
  /** The log so far. */
  lines: Record<string, unknown>[];
  /** What it has printed on standard error so far. */
  problems: string[];
  /** Requests an integration. */
  get(path: string, token?: string): Promise<Response>;
  /** Sends SIGTERM, and resolves to the exit code. */
  stop(): Promise<number | null>;
}

export interface StartOptions {
  environment?: NodeJS.ProcessEnv;
  /** Options of Node itself. */
  node?: string[];
}

/** A machine that is loaded must not look like a database that is down. */
const patience = { DATABASE_CONNECT_TIMEOUT_MS: "60000", DATABASE_QUERY_TIMEOUT_MS: "60000" };

/** Starts the process of a provider on a free port. */
export function spawnProvider(args: string[], { environment, node = [] }: StartOptions = {}): ProviderProcess {
  return spawn(process.execPath, [...node, cli, "--port", "0", "--log", "json", ...args], {
    env: { ...process.env, ...patience, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

type ProviderProcess = ChildProcessByStdio<null, Readable, Readable>;

/** Runs the provider as users do, and resolves when it responds. */
export async function startProvider(args: string[] = [], options: StartOptions = {}): Promise<RunningProvider> {
  const child = spawnProvider(args, options);
  const lines: RunningProvider["lines"] = [];
  const problems: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => problems.push(line));
  const closed = once(child, "close");
  const reader = createInterface({ input: child.stdout }).on("line", (line) => lines.push(JSON.parse(line)));
  await Promise.race([once(reader, "line"), closed]);

  const [first] = lines.splice(0, 1);
  if (!first) throw new Error(`The provider did not start:\n${problems.join("\n")}`);
  const { url, token, target } = first as { url: string; token: string; target: string };
  return {
    url,
    token,
    target,
    process: child,
    lines,
    problems,
    get: (path, own = token) => fetch(url + path, { headers: { authorization: `Bearer ${own}` } }),
    async stop() {
      child.kill();
      await closed;
      return child.exitCode;
    },
  };
}

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command of the provider to its end. */
export async function run(
  args: string[],
  options: { environment?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ran> {
  const { environment, input = "" } = options;
  const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, ...environment } });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "close");
  return { code: child.exitCode, out, err };
}

/** A folder for data, which is removed by the function. */
export async function makeDataFolder(): Promise<[folder: string, remove: () => Promise<void>]> {
  const parent = await mkdtemp(join(tmpdir(), "provider-"));
  // PostgreSQL runs as another user if this one is root.
  await chmod(parent, 0o755);
  return [join(parent, "data"), () => rm(parent, { recursive: true, force: true })];
}
