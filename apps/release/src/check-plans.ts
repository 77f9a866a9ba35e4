import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { GateError } from "../../../openapi/gate/gate-error.ts";
import { rateFiles } from "../../../openapi/gate/gate.ts";
import { findMissingPlans, findUnderratedContract, findUnknownNames } from "./missing-plans.ts";
import { findPublishedPackages } from "./published-packages.ts";
import { ReleaseError } from "./release-error.ts";
import { readVersionPlans } from "./version-plans.ts";

const root = join(import.meta.dirname, "../../..");

const { base } = new Command("npx nx check-plans release --")
  .description("Checks that a change of a published package has a version plan, and one that is high enough.")
  .option("--base <ref>", "the branch or commit that the change is made for", "origin/main")
  .parse()
  .opts<{ base: string }>();

try {
  process.exitCode = await checkPlans();
} catch (error) {
  if (!(error instanceof ReleaseError) && !(error instanceof GateError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function checkPlans(): Promise<number> {
  const change = {
    changedFiles: changedFilesSince(base),
    packages: await findPublishedPackages(root),
    group: await readGroup(),
    plans: await readVersionPlans(root),
  };
  const { rating } = await rateFiles();
  const problems = [
    ...findUnknownNames(change),
    ...findMissingPlans(change),
    ...findUnderratedContract(rating, change.plans),
  ];

  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error('Add or edit a file in .nx/version-plans: see "Version plans" in CONTRIBUTING.md.');
    return 1;
  }
  console.log(`${toCount(change.plans.length)}. The contract's changes since the last release: ${rating}.`);
  return 0;
}

function toCount(plans: number): string {
  return plans === 1 ? "1 version plan" : `${plans} version plans`;
}

/** What differs from the point where the change left the base, committed or not. */
function changedFilesSince(ref: string): string[] {
  const from = git("merge-base", ref, "HEAD");
  if (from === undefined) {
    throw new ReleaseError(`--base ${ref} has no commit in common with HEAD. Fetch it, or give another branch.`);
  }
  // A file that moves to another package changes both.
  const edited = git("diff", "--name-only", "--no-renames", "-z", from.trim());
  const added = git("ls-files", "--others", "--exclude-standard", "-z");
  return [edited, added].flatMap((files) => (files ?? "").split("\0").filter(Boolean));
}

function git(...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

/** The release group of all packages. */
async function readGroup(): Promise<string> {
  const { release } = JSON.parse(await readFile(join(root, "nx.json"), "utf8"));
  const [group] = Object.keys(release.groups);
  return group!;
}
