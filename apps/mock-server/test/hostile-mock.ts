import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The mock as the process that its users run. */
export interface MockProcess {
  url: string;
  port: number;
  /** All that it has written so far. */
  output(): { stdout: string; stderr: string };
  isAlive(): boolean;
  /** Its memory in bytes, or nothing where the system does not tell. */
  memory(): Promise<number | undefined>;
  /** Ends it, and settles when it has written all it had to. */
  stop(): Promise<void>;
}

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

export async function startMock(...args: string[]): Promise<MockProcess> {
  const mock = spawn(process.execPath, [cli, ...args, "--port", "0", "--log", "json"]);
  const stdout = gather(mock.stdout);
  const stderr = gather(mock.stderr);
  const url = await readUrl(mock);
  const closed = new Promise<void>((resolve) => mock.once("close", () => resolve()));

  return {
    url,
    port: Number(new URL(url).port),
    output: () => ({ stdout: stdout.join(""), stderr: stderr.join("") }),
    isAlive: () => mock.exitCode === null && mock.signalCode === null,
    memory: () => readMemory(mock.pid),
    stop() {
      mock.kill();
      return closed;
    },
  };
}

function gather(stream: NodeJS.ReadableStream): string[] {
  const chunks: string[] = [];
  stream.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  return chunks;
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("Failed to start the mock: its output cannot be read.");
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdout });
    lines.once("line", (line) => resolve(JSON.parse(line).url));
    lines.once("close", () => reject(new Error("Failed to start the mock: it ended before it listened.")));
  });
}

async function readMemory(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
