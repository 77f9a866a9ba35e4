import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endWithBench } from "./end-with-bench.ts";

/** The provider with a PostgreSQL of its own, which has the contract's examples. */
export interface LocalProvider {
  url: string;
  token: string;
  stop(): Promise<void>;
}

export const providerFile: string = fileURLToPath(new URL("../../reference-provider/src/cli.ts", import.meta.url));

/** Starts it with a token, and resolves once it has printed where it is. */
export async function startLocalProvider(...options: string[]): Promise<LocalProvider> {
  // An address in the environment would take the place of its own PostgreSQL.
  const { DATABASE_URL: _, ...env } = process.env;
  const args = [providerFile, "--port", "0", "--log", "json", ...options];
  const provider = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  endWithBench(provider);
  const closed = once(provider, "close");
  const lines = createInterface({ input: provider.stdout });
  const first = await Promise.race([once(lines, "line"), closed.then(() => undefined)]);
  if (!first) throw new Error("Failed to start the provider with a PostgreSQL of its own.");
  const { url, token } = JSON.parse(first[0]);
  return {
    url,
    token,
    async stop() {
      provider.kill();
      await closed;
    },
  };
}

/** Measures the milliseconds from the start of the provider, on new data, to the end of its first 200. */
export async function measureFirstStart(path: string): Promise<number> {
  const started = performance.now();
  const { url, token, stop } = await startLocalProvider();
  try {
    const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}`, connection: "close" } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`Failed to start on new data: ${path} gets ${response.status}.`);
    return performance.now() - started;
  } finally {
    await stop();
  }
}
