import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../../mock-server/dist/cli.js", import.meta.url));

/** The mock, in a process of its own. */
export interface Mock {
  url: string;
  stop(): void;
}

/** Starts the mock on a free port, without its delays. */
export async function startMock(): Promise<Mock> {
  const args = [cli, "--port", "0", "--log", "silent", "--time-scale", "0"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = await Promise.race([once(createInterface(child.stdout), "line"), failed(child)]);
  return { url: String(url), stop: () => void child.kill() };
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`Failed to run the samples: the mock ended with exit code ${code}. Run npx nx build mock-server.`);
}
