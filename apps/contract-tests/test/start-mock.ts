import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    mockUrl: string;
  }
}

const mockServer = fileURLToPath(new URL("../../mock-server/dist/cli.js", import.meta.url));

/** Runs the mock while the tests run. */
export default async function startMock({ provide }: TestProject): Promise<() => void> {
  const mock = spawn(process.execPath, [mockServer, "--port", "0", "--log", "silent"], {
    stdio: ["ignore", "pipe", "inherit"],
  });

  for await (const url of createInterface({ input: mock.stdout })) {
    provide("mockUrl", url);
    return () => void mock.kill();
  }
  throw new Error(`Failed to start the mock: it exited with ${mock.exitCode} before it was listening.`);
}
