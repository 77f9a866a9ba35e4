import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { endWithBench } from "./end-with-bench.ts";
import { installPackage } from "./install-packages.ts";

export interface Load {
  url: string;
  /** Each connection requests these in turn, over and over. */
  paths: string[];
  /** Lets each request take one of the paths at random instead. */
  areShuffled?: boolean;
  /** Gives each request a query of its own, so none has been sent before. */
  areNew?: boolean;
  headers: Record<string, string>;
  seconds: number;
}

export interface LoadResult {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** How many responses had each status. */
  statuses: Record<string, number>;
}

const connections = 32;
const worker = fileURLToPath(new URL("load-worker.ts", import.meta.url));

/** Sends requests as fast as the server responds, from a separate process, over keep-alive connections. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const given = JSON.stringify({ ...load, connections, autocannon: await autocannonFile() });
  const running = promisify(execFile)(process.execPath, [worker]);
  endWithBench(running.child);
  running.child.stdin?.end(given);
  const { stdout } = await running;
  return JSON.parse(stdout);
}

async function autocannonFile(): Promise<string> {
  return join(await installPackage("autocannon", "9.0.0"), "autocannon/autocannon.js");
}
