import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../src/serve.ts", import.meta.url));

export type Result = { exitCode: number | null; stdout: string; stderr: string };
export type RunningServe = { url: string; process: ChildProcess; result: Promise<Result> };

/** Starts the real command and waits until it has printed the address. */
export async function startServe(...args: string[]): Promise<RunningServe> {
  const { child, result } = spawnServe(args);
  const printed = once(child.stdout, "data").then(([line]) => String(line));
  const first = await Promise.race([printed, result]);
  if (typeof first !== "string") throw new Error(`serve ended before it was listening: ${first.stderr}`);
  return { url: first.replace("API reference: ", "").trim(), process: child, result };
}

/** Runs the real command to completion. */
export function runServe(...args: string[]): Promise<Result> {
  return spawnServe(args).result;
}

function spawnServe(args: string[]) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const result = once(child, "close").then(([exitCode]): Result => ({ exitCode, ...output }));
  return { child, result };
}
