import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli");
const bundle = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");

export interface RunningServer {
  url: string;
  process: ChildProcess;
  /** What the process has printed so far, line by line. */
  lines: string[];
}

export const startMock = (...args: string[]): Promise<RunningServer> => startCli({}, ["--port", "0", ...args]);

export function startCli(environment: NodeJS.ProcessEnv, args: string[]): Promise<RunningServer> {
  return start([cli, ...args], environment, "pipe");
}

/** Stock Prism, to compare with. */
export const startPrism = (): Promise<RunningServer> => start([prism, "mock", bundle, "--port", "0"]);

async function start(
  command: string[],
  environment: NodeJS.ProcessEnv = {},
  errors: "pipe" | "inherit" = "inherit",
): Promise<RunningServer> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, command, { env, stdio: ["ignore", "pipe", errors] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout! });

  const url = await new Promise<string>((resolve, reject) => {
    reader.on("line", (line) => {
      lines.push(line);
      const [found] = /http:\/\/[\d.]+:\d+(?=\/?"?\}?$)/.exec(line) ?? [];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`It ended with ${code}:\n${lines.join("\n")}`)));
  });
  return { url, process: child, lines };
}
