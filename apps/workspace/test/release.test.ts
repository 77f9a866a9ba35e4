import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { copyBuiltWorkspace, type Outcome, type WorkspaceCopy } from "./workspace-copy.ts";

const plan = ".nx/version-plans/one.md";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
  git("init", "--initial-branch=main");
  git("config", "user.name", "Somebody");
  git("config", "user.email", "somebody@example.com");
  commit("chore: start");
  git("tag", "start");
});
afterAll(() => copy.remove());
beforeEach(() => {
  git("reset", "--hard", "start");
  git("clean", "--force", "-d");
});

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: copy.folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

function commit(message: string): void {
  git("add", "--all");
  git("commit", `--message=${message}`);
}

function read(file: string): Promise<string> {
  return readFile(join(copy.folder, file), "utf8");
}

/** A change of the contract that users have to follow. */
async function breakContract(version: string): Promise<void> {
  await copy.edit("openapi/components/parameters/EnvironmentId.yaml", (text) =>
    text.replace(/^in: query$/m, "in: query\nrequired: true"),
  );
  await copy.edit("openapi/openapi.yaml", (text) => text.replace(/^ {2}version: .*$/m, `  version: ${version}`));
}

function checkPlans(): Promise<Outcome> {
  return copy.nx("check-plans", "release", "--base=HEAD", "--outputStyle=static");
}

test("writes a version plan by the command of the contributing guide", async () => {
  const guide = await read("CONTRIBUTING.md");
  const [, message = ""] = /^npx nx release plan minor --message "(.+)" --groups packages$/m.exec(guide) ?? [];
  await copy.edit("openapi/components/schemas/Team.yaml", (yaml) => `# A comment.\n${yaml}`);

  const { exitCode } = await copy.nx("release", "plan", "minor", "--message", message, "--groups", "packages");

  const plans = await readdir(join(copy.folder, ".nx/version-plans"));
  const texts = await Promise.all(plans.map((file) => read(`.nx/version-plans/${file}`)));
  expect({ exitCode, texts }).toEqual({ exitCode: 0, texts: [`---\npackages: minor\n---\n\n${message}\n`] });
});

test("makes a release of what the version plans say", async () => {
  const before = JSON.parse(await read("packages/client/package.json")).version as string;
  await copy.write(plan, '---\n"@integrations-api/client": major\n---\n\nCalls take **one** argument.\n');
  commit("feat(client): calls take one argument");

  const { exitCode, output } = await copy.nx("make-release", "release", "--outputStyle=static");

  expect(output).toMatch(/^Made release \S+\. Nothing has been pushed or published\.$/m);
  expect(exitCode).toBe(0);
  const [, minor] = before.split(".");
  const version = `0.${Number(minor) + 1}.0`;
  const released = await read("openapi/released.yaml");
  const mock = JSON.parse(await read("apps/mock-server/package.json"));
  expect(mock).toMatchObject({
    version,
    dependencies: { "@integrations-api/scenarios": `^${version}` },
    contract: {
      version: /^ {2}version: (.*)$/m.exec(released)![1],
      sha256: createHash("sha256").update(released).digest("hex"),
    },
  });
  expect(released).toBe(await read("openapi/dist/openapi.yaml"));
  expect(await read("packages/client/CHANGELOG.md")).toMatch(
    new RegExp(`^## ${version} [^]*Calls take \\*\\*one\\*\\* argument[^]*^## ${before}`, "m"),
  );
  expect(existsSync(join(copy.folder, plan))).toBe(false);
  expect(git("status", "--porcelain")).toBe("");
  expect(git("tag", "--points-at", "HEAD").trim()).toBe(`v${version}`);
});

test("releases nothing without a version plan", async () => {
  const head = git("rev-parse", "HEAD");

  const { exitCode, output } = await copy.nx("make-release", "release", "--outputStyle=static");

  expect(output).toContain("No version plans: the packages keep their versions.");
  expect({ exitCode, head: git("rev-parse", "HEAD") }).toEqual({ exitCode: 0, head });
});

test("leaves a checkout with changes alone", async () => {
  await copy.write(plan, "---\npackages: patch\n---\n\nText.\n");

  const { exitCode, output } = await copy.nx("make-release", "release", "--outputStyle=static");

  expect(output).toContain("Failed to make a release: these files would get into its commit. Commit them first:");
  expect({ exitCode, status: git("status", "--porcelain", "--untracked-files=all") }).toEqual({
    exitCode: 1,
    status: `?? ${plan}\n`,
  });
});

test("asks for a plan as high as the change of the contract", async () => {
  await breakContract("0.9.0");

  const without = await checkPlans();
  await copy.write(plan, "---\npackages: patch\n---\n\nThe environment is required.\n");
  const tooLow = await checkPlans();
  await copy.write(plan, "---\npackages: major\n---\n\nThe environment is required.\n");
  const enough = await checkPlans();

  expect(without.output).toContain(
    'The contract changed, but no version plan of this change names the group "packages".',
  );
  expect(tooLow.output).toContain(
    "The contract's changes since the last release are rated major, but the highest version plan says patch.",
  );
  expect(enough.output).toContain("1 version plan. The contract's changes since the last release: major.");
  expect([without, tooLow, enough].map(({ exitCode }) => exitCode)).toEqual([1, 1, 0]);
});
