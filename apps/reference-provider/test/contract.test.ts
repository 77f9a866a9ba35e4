import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startProvider } from "./provider.ts";

const suite = fileURLToPath(new URL("../../contract-tests/dist/cli.js", import.meta.url));

interface Run {
  code: number;
  out: string;
}

/** Runs the contract tests as another process. */
function runSuite(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [suite, ...args], (error, out) => resolve({ code: Number(error?.code ?? 0), out }));
  });
}

test("keeps the contract", async () => {
  const provider = await startProvider();
  onTestFinished(async () => void (await provider.stop()));

  const { code, out } = await runSuite("--target", provider.target);

  expect(out).toContain("conforms to the contract (0 warnings");
  expect(code).toBe(0);
});
