import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { known, type Mistake, OtherServer } from "./other-server.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

const caughtBy: Record<Mistake, string> = {
  "lax ids": "refuses-invalid",
  "lax filter": "filter-narrows",
  "late creation": "timestamps-in-order",
  "no Allow": "allow-on-405",
  "own codes": "status-in-body",
};
const mistakes = Object.keys(caughtBy) as Mistake[];

test("passes a server that shares no code", async () => {
  const { exit, checks, output } = await runCli([]);

  expect(output).toContain("conforms to the contract");
  expect({ exit, checks }).toEqual({ exit: 0, checks: [] });
});

test.each(mistakes)("fails it for its mistake alone: %s", async (mistake) => {
  const { exit, checks } = await runCli([mistake]);

  expect({ exit, checks }).toEqual({ exit: 1, checks: [caughtBy[mistake]] });
});

test("fails it for all its mistakes at once", async () => {
  const { exit, checks, output } = await runCli(mistakes);

  expect({ exit, checks }).toEqual({ exit: 1, checks: Object.values(caughtBy).toSorted() });
  expect(output).not.toContain(known.token);
});

/** Runs the command with a target file, as a provider would. */
async function runCli(wrong: Mistake[]): Promise<{ exit: number; checks: string[]; output: string }> {
  const server = new OtherServer(wrong);
  const folder = await mkdtemp(join(tmpdir(), "contract-"));
  try {
    const target = join(folder, "target.yaml");
    const report = join(folder, "report.json");
    await writeFile(target, targetFile(await server.start()));
    const { exit, output } = await spawnCli(["--target", target, "--runs", "60", "--report", `json=${report}`]);
    const { violations } = JSON.parse(await readFile(report, "utf8"));
    const checks = new Set<string>(violations.map(({ check }: { check: string }) => check));
    return { exit, output, checks: [...checks].toSorted() };
  } finally {
    server.stop();
    await rm(folder, { recursive: true });
  }
}

function spawnCli(args: string[]): Promise<{ exit: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], (_, stdout, stderr) => {
      resolve({ exit: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

function targetFile(url: string): string {
  return `# Our own server.
url: ${url}
token: ${known.token}
scenarios:
  documented:
    id: ${known.id}
    environment_id: ${known.environment}
  not-found:
    id: ${known.environment}
pace: 1000/1s
`;
}
