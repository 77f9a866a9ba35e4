import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a package.json of ours says, as far as a release reads it. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  description?: string;
  keywords?: string[];
  homepage?: string;
  bugs?: string;
  license?: string;
  repository?: { type: string; url: string; directory?: string };
  files?: string[];
  bin?: Record<string, string>;
  exports?: Record<string, string | Record<string, string>>;
  scripts?: Record<string, string>;
  publishConfig?: { access?: string };
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  bundleDependencies?: string[] | boolean;
  contract?: { version: string; sha256: string };
}

export interface PublishedPackage {
  name: string;
  /** Relative to the root of the workspace, with slashes. */
  folder: string;
  manifest: Manifest;
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

/** The packages of a workspace that are not private. */
export async function findPublishedPackages(root: string): Promise<PublishedPackage[]> {
  const { workspaces }: { workspaces: string[] } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const files = await Array.fromAsync(
    glob(
      workspaces.map((pattern) => `${pattern}/package.json`),
      { cwd: root },
    ),
  );
  const folders = files.map((file) => file.replaceAll("\\", "/").replace(/\/package\.json$/, "")).toSorted();

  const packages = await Promise.all(
    folders.map(async (folder) => {
      const manifest = await readManifest(join(root, folder));
      return { name: manifest.name, folder, manifest };
    }),
  );
  return packages.filter(({ manifest }) => !manifest.private);
}
