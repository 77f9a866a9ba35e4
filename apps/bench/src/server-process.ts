import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { endWithBench } from "./end-with-bench.ts";
import type { ExampleRequest } from "./example-request.ts";
import { readUsage, type Usage } from "./process-usage.ts";

/** A server in its own process, whose output is consumed as a terminal would. */
export interface ServerProcess {
  url: string;
  /** Milliseconds from the start of the process to the end of its first 2xx response. */
  startMs: number;
  /** Memory and processor time so far, if the system reports them. */
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

const longestStartMs = 60_000;

/** Starts a Node script with its arguments; resolves once it has responded to the request. */
export async function startProcess(
  toArguments: (port: number) => string[],
  { path, headers }: ExampleRequest,
): Promise<ServerProcess> {
  const port = await findFreePort();
  const started = performance.now();
  const server = spawn(process.execPath, toArguments(port), { stdio: ["ignore", "pipe", "inherit"] });
  endWithBench(server);
  server.stdout.resume();
  const closed = new Promise<void>((resolve) => server.once("close", () => resolve()));

  const url = `http://127.0.0.1:${port}`;
  while (!(await isAnswered(url + path, headers))) {
    if (server.exitCode !== null || performance.now() - started > longestStartMs) {
      server.kill("SIGKILL");
      throw new Error(`Failed to start ${toArguments(port).join(" ").slice(0, 200)}: it does not respond to ${path}.`);
    }
  }
  return {
    url,
    startMs: performance.now() - started,
    usage: () => readUsage(server.pid ?? Number.NaN),
    stop() {
      server.kill();
      return closed;
    },
  };
}

/** Finds a port that nobody listens on at the moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isAnswered(url: string, headers: Record<string, string>): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: { ...headers, connection: "close" } });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not listening yet. Polling more often would take the processor from the process that is starting.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return false;
  }
}
