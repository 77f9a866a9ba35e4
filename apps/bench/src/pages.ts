import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { endWithBench } from "./end-with-bench.ts";
import { contractFile } from "./example-request.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";

/** A page to measure. */
export interface MeasuredPage {
  name: string;
  url: string;
}

/** The pages with the servers that send them. */
export interface Pages {
  pages: MeasuredPage[];
  stop(): Promise<void>;
}

const serve = fileURLToPath(new URL("../../api-reference/src/serve.ts", import.meta.url));
const plainServer = fileURLToPath(new URL("plain-page-server.ts", import.meta.url));
const request = { path: "/", headers: {} };

/** Serves our reference as it is served, and the page that plain `redocly build-docs` writes into a folder. */
export async function servePages(folder: string): Promise<Pages> {
  const ours = await startProcess((port) => [serve, "--port", String(port)], request);
  const file = await buildPlainPage(folder);
  const plain = await startProcess((port) => [plainServer, String(port), file], request);
  return {
    pages: [
      { name: "front page", url: `${ours.url}/index.html` },
      { name: "explain page", url: `${ours.url}/explain/index.html` },
      { name: "our Redoc view", url: `${ours.url}/redoc/index.html` },
      { name: "redocly build-docs", url: `${plain.url}/` },
    ],
    stop: async () => void (await Promise.all([ours, plain].map((server: ServerProcess) => server.stop()))),
  };
}

async function buildPlainPage(folder: string): Promise<string> {
  const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
  const file = join(folder, "plain.html");
  // Otherwise it would need a server on the internet for its script.
  const args = [redocly, "build-docs", contractFile, "--inlineBundle", "--output", file];
  const running = promisify(execFile)(process.execPath, args, { cwd: dirname(contractFile) });
  endWithBench(running.child);
  await running;
  return file;
}
