import { exec, spawnSync } from "node:child_process";
import { promisify } from "node:util";

export const hasCurl: boolean = spawnSync("curl", ["--version"]).status === 0;

/** Longer than the delay of every scenario, by far. */
const patienceMs = 6000;

/** Runs a curl line in the shell, as a reader would who copied it, and gives up if no response comes. */
export async function runCurlLine(line: string): Promise<void> {
  // curl fails on a spoiled response; what counts is the request that the mock received.
  await promisify(exec)(line, { timeout: patienceMs }).catch(() => undefined);
}
