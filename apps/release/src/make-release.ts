import { execFileSync } from "node:child_process";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { releaseChangelog, releaseVersion } from "nx/release";
import { stampOf } from "./contract-stamp.ts";
import { findPublishedPackages, readManifest } from "./published-packages.ts";
import { ReleaseError } from "./release-error.ts";
import { readVersionPlans } from "./version-plans.ts";

// Nx takes the workspace from the working directory, so this does too.
const root = join(import.meta.dirname, "../../..");
process.chdir(root);

try {
  await makeRelease();
} catch (error) {
  if (!(error instanceof ReleaseError)) throw error;
  console.error(`Failed to make a release: ${error.message}`);
  process.exitCode = 1;
}

/** Applies the version plans: versions, changelogs and the released contract, in one commit with a tag. */
async function makeRelease(): Promise<void> {
  const plans = await readVersionPlans(root);
  if (plans.length === 0) return console.log("No version plans: the packages keep their versions.");
  const changed = execFileSync("git", ["status", "--porcelain"], { encoding: "utf8" });
  if (changed !== "") throw new ReleaseError(`these files would get into its commit. Commit them first:\n${changed}`);

  const { workspaceVersion, projectsVersionData, releaseGraph } = await releaseVersion({
    gitCommit: false,
    gitTag: false,
    stageChanges: true,
  });
  await releaseContract();
  await releaseChangelog({
    version: workspaceVersion!,
    versionData: projectsVersionData,
    releaseGraph,
    gitCommit: true,
    gitCommitMessage: "chore(release): publish {version}",
    gitTag: true,
    createRelease: false,
  });
  console.log(`Made release ${workspaceVersion}. Nothing has been pushed or published.`);
}

/** Makes the bundle the released contract, and names it in every published package. */
async function releaseContract(): Promise<void> {
  const released = "openapi/released.yaml";
  await copyFile("openapi/dist/openapi.yaml", released);
  const contract = await stampOf(released);

  const packages = await findPublishedPackages(root);
  const manifests = packages.map(({ folder }) => `${folder}/package.json`);
  for (const { folder } of packages) {
    const manifest = { ...(await readManifest(folder)), contract };
    await writeFile(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  }
  execFileSync("git", ["add", released, ...manifests]);
}
