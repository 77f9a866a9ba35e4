import { execFile } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanEnvironment, copyBuiltWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
});
afterAll(() => copy.remove());

interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

function runDiff(...args: string[]): Promise<Outcome> {
  const options = { cwd: copy.folder, env: cleanEnvironment(copy.folder), shell: process.platform === "win32" };
  return new Promise((resolve) => {
    execFile("npm", ["run", "--silent", "contract:diff", "--", ...args], options, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

test("builds the bundle first and reports the build on stderr", async () => {
  const before = await runDiff("--json");
  const description = "The team that owns the integration.";
  await copy.edit("openapi/components/schemas/Team.yaml", (yaml) => yaml.replace(description, "The owner."));
  const after = await runDiff("--json");

  expect(before.exitCode, before.stderr).toBeLessThan(2);
  expect(after.stderr).toContain("Building what is stale");
  const readThese = JSON.parse(before.stdout).readThese;
  expect(JSON.parse(after.stdout).readThese).toEqual([...readThese, "/components/schemas/Team/description"]);
});

test("compares two files without a build", async () => {
  const files = ["--base", "openapi/released.yaml", "--revision", "openapi/released.yaml"];

  const { exitCode, stdout, stderr } = await runDiff(...files, "--markdown", "-");

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^## Contract changes: none\n/);
});

test("ends with 2 if a file does not exist", async () => {
  expect(await runDiff("--base", "gone.yaml", "--revision", "openapi/released.yaml", "--json")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "Failed to compare: --base gone.yaml does not exist. Give the path of an OpenAPI document.\n",
  });
});
