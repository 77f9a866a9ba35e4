import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  findMissingPlans,
  findUnderratedContract,
  findUnknownNames,
  type PlannedChange,
} from "../src/missing-plans.ts";
import type { PublishedPackage } from "../src/published-packages.ts";
import { type Bump, readVersionPlans, type VersionPlan } from "../src/version-plans.ts";

const packages: PublishedPackage[] = ["openapi", "packages/client", "apps/mock-server"].map((folder) => {
  const name = `@integrations-api/${folder.split("/").at(-1)}`;
  return { name, folder, manifest: { name, version: "0.1.0" } };
});

function plan(file: string, bump: Bump, ...names: string[]): VersionPlan {
  return { file: `.nx/version-plans/${file}`, names, bump };
}

/** A change of the last file, beside the plans of this name. */
function change(changedFiles: string[], plans: VersionPlan[] = []): PlannedChange {
  return { changedFiles, packages, group: "packages", plans };
}

async function readPlans(text: string): Promise<VersionPlan[]> {
  const root = await mkdtemp(join(tmpdir(), "plans-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, ".nx/version-plans"), { recursive: true });
  await writeFile(join(root, ".nx/version-plans/one.md"), text);
  return readVersionPlans(root);
}

test("asks for a plan that names the changed package", () => {
  const changed = ["packages/client/src/index.ts", ".nx/version-plans/one.md"];

  expect(findMissingPlans(change(changed))).toEqual([
    "@integrations-api/client changed, but no version plan of this change names it.",
  ]);
  expect(findMissingPlans(change(changed, [plan("one.md", "patch", "@integrations-api/mock-server")]))).toHaveLength(1);
  expect(findMissingPlans(change(changed, [plan("one.md", "patch", "@integrations-api/client")]))).toEqual([]);
  expect(findMissingPlans(change(changed, [plan("one.md", "patch", "packages")]))).toEqual([]);
});

test("does not accept the plan of an earlier change", () => {
  const plans = [plan("earlier.md", "patch", "@integrations-api/client")];

  expect(findMissingPlans(change(["packages/client/README.md"], plans))).toHaveLength(1);
});

test("asks for a plan of the group after a change of the contract", () => {
  const changed = ["openapi/components/schemas/Team.yaml", ".nx/version-plans/one.md"];

  expect(findMissingPlans(change(changed, [plan("one.md", "minor", "@integrations-api/openapi")]))).toEqual([
    'The contract changed, but no version plan of this change names the group "packages".',
  ]);
  expect(findMissingPlans(change(changed, [plan("one.md", "minor", "packages")]))).toEqual([]);
});

test.each([
  "packages/client/test/retries.test.ts",
  "openapi/gate/policy.ts",
  "openapi/rules/plugin.ts",
  "apps/mock-server/vitest.config.ts",
  "apps/bench/src/bench.ts",
  "README.md",
])("asks for no plan after a change of %s", (file) => {
  expect(findMissingPlans(change([file]))).toEqual([]);
});

test("names what a plan may name", () => {
  const plans = [plan("one.md", "patch", "client")];

  expect(findUnknownNames(change([], plans))).toEqual([
    ".nx/version-plans/one.md names client. Name one of packages, @integrations-api/openapi, @integrations-api/client, @integrations-api/mock-server.",
  ]);
});

test("refuses plans below the rating of the contract", () => {
  const minor = [plan("one.md", "patch", "packages"), plan("two.md", "minor", "packages")];

  expect(findUnderratedContract("major", minor)).toEqual([
    "The contract's changes since the last release are rated major, but the highest version plan says minor.",
  ]);
  expect(findUnderratedContract("patch", [])).toEqual([
    "The contract's changes since the last release are rated patch, but there is no version plan.",
  ]);
  expect(findUnderratedContract("minor", minor)).toEqual([]);
  expect(findUnderratedContract("none", [])).toEqual([]);
});

test("reads the names and the bump of a plan", async () => {
  const text =
    '---\n"@integrations-api/client": minor\n"@integrations-api/scenarios": minor\n---\n\nUsers can do more.\n';

  expect(await readPlans(text)).toEqual([
    plan("one.md", "minor", "@integrations-api/client", "@integrations-api/scenarios"),
  ]);
});

test.each([
  ["---\n---\n\nText.\n", /one\.md names no package/],
  ["Text.\n", /one\.md names no package/],
  ["---\npackages: huge\n---\n\nText.\n", /one\.md says "packages: huge"\. .*patch, minor, major\.$/],
  ['---\npackages: minor\n"@integrations-api/client": major\n---\n\nText.\n', /one\.md says "@.*: major"/],
  ["---\npackages: minor\n---\n", /one\.md has no message/],
  ["---\n@integrations-api/client: minor\n---\n\nText.\n", /one\.md has front matter that is not YAML/],
])("refuses a plan that reads %j", async (text, message) => {
  await expect(readPlans(text)).rejects.toThrow(message);
});
