import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findPublishedPackages, type PublishedPackage } from "../published-packages.ts";
import { checkPublished, describePacked } from "../tarballs/check-published.ts";
import type { Results } from "./results.ts";
import { createShell } from "./shell.ts";
import { StepError } from "./step-error.ts";

/** Installs, releases and builds in a copy of the workspace. Resolves to its packages, or to nothing if that failed. */
export async function makePackages(workspace: string, { take }: Results): Promise<PublishedPackage[] | undefined> {
  const shell = createShell(workspace, { NX_DAEMON: "false" });
  const run = (what: string, ...command: string[]): Promise<boolean> =>
    take({ what, on: "a copy of the workspace" }, async () => noteOf(await shell.run(...command)));

  if (!(await run("install", "npm", "ci", "--loglevel=error"))) return undefined;
  if (!(await run("release", "npx", "nx", "make-release", "release", "--outputStyle=static"))) return undefined;
  const build = [
    "npx",
    "nx",
    "run-many",
    "--targets=bundle,bundle-without-discriminators,build",
    "--projects=tag:npm:public",
  ];
  if (!(await run("build", ...build))) return undefined;
  return findPublishedPackages(workspace);
}

/** What a command of ours says about itself. */
function noteOf(printed: string): string {
  return /^(Made release [^.]+\.[^ ]+|No version plans: .*)$/m.exec(printed)?.[0] ?? "";
}

/** Checks each tarball, and that the contract in it is the released one. */
export async function checkTarballs(workspace: string, { take }: Results): Promise<void> {
  const checked = await checkPublished(workspace);
  for (const { packed, faults } of checked) {
    await take({ what: "tarball", on: packed.name }, () => {
      if (faults.length > 0) throw new StepError(faults[0]!, faults.slice(1).join("\n"));
      return describePacked(packed).slice(`${packed.name}: `.length);
    });
  }

  await take({ what: "released contract", on: "@integrations-api/openapi" }, async () => {
    const released = await readFile(join(workspace, "openapi/released.yaml"), "utf8");
    const bundle = checked.flatMap(({ packed }) => packed.files.get("dist/openapi.yaml") ?? []);
    if (bundle[0] !== released) throw new StepError("the packed bundle is not openapi/released.yaml");
    return "the bundle is released.yaml";
  });
}

/** Publishes every package to a registry. */
export async function publish(workspace: string, environment: NodeJS.ProcessEnv, { take }: Results): Promise<boolean> {
  const shell = createShell(workspace, { ...environment, NX_DAEMON: "false" });
  return take({ what: "publish", on: "a registry of its own" }, async () => {
    await shell.run("npx", "nx", "publish-packages", "release", "--outputStyle=static");
  });
}
