import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createPackageFromTarballData } from "@arethetypeswrong/core";
import type { Manifest, PublishedPackage } from "../published-packages.ts";

/** What npm would publish. */
export interface PackedPackage {
  name: string;
  /** Of its source, relative to the root of the workspace. */
  folder: string;
  tarball: Uint8Array<ArrayBuffer>;
  manifest: Manifest;
  /** The text of each file, by its path in the package. */
  files: Map<string, string>;
}

/** Packs packages of a workspace as npm does. Their builds must be up to date. */
export async function packPackages(
  root: string,
  packages: PublishedPackage[],
  destination: string,
): Promise<PackedPackage[]> {
  const workspaces = packages.map(({ name }) => `--workspace=${name}`);
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination, ...workspaces];
  const { stdout } = await promisify(execFile)("npm", args, { cwd: root, shell: process.platform === "win32" });

  const packed = Object.values(JSON.parse(stdout)) as { name: string; filename: string }[];
  return Promise.all(
    packages.map(async ({ name, folder }) => {
      const { filename } = packed.find((one) => one.name === name)!;
      return readPacked(name, folder, new Uint8Array(await readFile(join(destination, filename))));
    }),
  );
}

export function readPacked(name: string, folder: string, tarball: Uint8Array<ArrayBuffer>): PackedPackage {
  const contents = createPackageFromTarballData(tarball);
  const paths = contents.listFiles();
  const prefix = `/node_modules/${name}/`;
  const files = new Map(paths.map((path) => [path.slice(prefix.length), contents.readFile(path)]));
  return { name, folder, tarball, manifest: JSON.parse(files.get("package.json")!), files };
}
