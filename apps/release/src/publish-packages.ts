import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { orderForPublish } from "./publish-order.ts";
import { findPublishedPackages, type PublishedPackage } from "./published-packages.ts";

const root = join(import.meta.dirname, "../../..");
const options = { cwd: root, encoding: "utf8", shell: process.platform === "win32" } as const;

process.exitCode = await publishPackages();

/** Publishes the packages whose version the registry does not have yet. Resolves to the exit code. */
async function publishPackages(): Promise<number> {
  for (const one of orderForPublish(await findPublishedPackages(root))) {
    const { name, manifest } = one;
    if (isPublished(one)) {
      console.log(`${name} ${manifest.version} is published already.`);
    } else if (!publish(one)) {
      console.error(`Failed to publish ${name} ${manifest.version}: npm says why above.`);
      return 1;
    }
  }
  return 0;
}

function isPublished({ name, manifest }: PublishedPackage): boolean {
  const { stdout } = spawnSync("npm", ["view", `${name}@${manifest.version}`, "version"], options);
  return stdout.trim() === manifest.version;
}

function publish({ folder }: PublishedPackage): boolean {
  // Without the dot, npm would look for a repository on GitHub.
  return spawnSync("npm", ["publish", `./${folder}`], { ...options, stdio: "inherit" }).status === 0;
}
