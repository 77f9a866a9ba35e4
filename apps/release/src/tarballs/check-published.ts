import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stampOf } from "../contract-stamp.ts";
import { findPublishedPackages } from "../published-packages.ts";
import type { Surroundings } from "./check.ts";
import { checkPackage } from "./check-package.ts";
import { type PackedPackage, packPackages } from "./packed-package.ts";

export interface CheckedPackage {
  packed: PackedPackage;
  faults: string[];
}

/** Packs every published package of a workspace and checks it. */
export async function checkPublished(root: string): Promise<CheckedPackage[]> {
  const folder = await mkdtemp(join(tmpdir(), "packed-"));
  try {
    const packages = await findPublishedPackages(root);
    const surroundings = await surroundingsOf(root);
    const packed = await packPackages(root, packages, folder);
    return await Promise.all(
      packed.map(async (one) => ({ packed: one, faults: await checkPackage(one, surroundings) })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function surroundingsOf(root: string): Promise<Surroundings> {
  const { repository } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const packages = await findPublishedPackages(root);
  return {
    root,
    licence: await readFile(join(root, "LICENSE"), "utf8"),
    repository: repository.url.replace(/^git\+|\.git$/g, ""),
    published: packages.map(({ manifest }) => manifest),
    contract: await stampOf(join(root, "openapi/released.yaml")),
  };
}

/** Says what a package weighs: `@scope/name: 45 kB, 84 files, 1 dependency`. */
export function describePacked({ name, tarball, files, manifest }: PackedPackage): string {
  const dependencies = Object.keys(manifest.dependencies ?? {}).length;
  const count = dependencies === 1 ? "1 dependency" : `${dependencies} dependencies`;
  return `${name}: ${Math.round(tarball.length / 1000)} kB, ${files.size} files, ${count}`;
}
