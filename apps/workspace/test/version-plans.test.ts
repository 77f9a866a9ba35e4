import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyBuiltWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
  // Nx asks git which packages have changed.
  await git("init", "--initial-branch=main");
  await git("add", ".");
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  await git(...author, "commit", "--no-gpg-sign", "--message=before");
});
afterAll(() => copy.remove());

async function git(...args: string[]): Promise<void> {
  await promisify(execFile)("git", args, { cwd: copy.folder });
}

test("writes a version plan by the command of the contributing guide", async () => {
  const guide = await readFile(join(copy.folder, "CONTRIBUTING.md"), "utf8");
  const [, message = ""] = /^npx nx release plan minor --message "(.+)" --groups packages$/m.exec(guide) ?? [];
  await copy.edit("openapi/components/schemas/Team.yaml", (yaml) => `# A comment.\n${yaml}`);

  const { exitCode } = await copy.nx("release", "plan", "minor", "--message", message, "--groups", "packages");

  const plans = await readdir(join(copy.folder, ".nx/version-plans"));
  const texts = await Promise.all(plans.map((plan) => readFile(join(copy.folder, ".nx/version-plans", plan), "utf8")));
  expect(exitCode).toBe(0);
  expect(texts).toEqual([`---\npackages: minor\n---\n\n${message}\n`]);
});
