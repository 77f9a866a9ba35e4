import { exec, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

/** Runs a curl line as a reader would who copied it, and gives up on an answer that does not come. */
export async function runCurlLine(line: string): Promise<void> {
  // A spoiled answer makes both fail; what counts is what the mock got.
  await (hasCurl ? promisify(exec)(line, { timeout: patience }) : fetchLine(line)).catch(() => undefined);
}

/** Longer than the delay of every scenario, by far. */
const patience = 6000;

async function fetchLine(line: string): Promise<void> {
  const [url = "", ...headers] = [...line.matchAll(/"(.+?)"/g)].map(([, quoted = ""]) => quoted);
  const pairs = headers.map((header) => header.split(": ") as [string, string]);
  const answer = await fetch(url, { headers: pairs, signal: AbortSignal.timeout(patience) });
  await answer.text();
}
