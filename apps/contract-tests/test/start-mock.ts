import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import type { TestProject } from "vitest/node";
import { bundlePath } from "../src/contract.ts";

declare module "vitest" {
  export interface ProvidedContext {
    mockUrl: string;
  }
}

/** Runs stock Prism on the bundle for as long as the tests run. */
export default async function startMock({ provide }: TestProject): Promise<() => void> {
  const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli");
  const mock = spawn(process.execPath, [prism, "mock", bundlePath, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });

  for await (const line of createInterface({ input: mock.stdout })) {
    const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    provide("mockUrl", url);
    mock.stdout.resume();
    return () => void mock.kill();
  }
  throw new Error(`Failed to start the mock: it ended with ${mock.exitCode} before it listened.`);
}
