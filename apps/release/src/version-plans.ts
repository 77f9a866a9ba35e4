import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { ReleaseError } from "./release-error.ts";

const folder = ".nx/version-plans";

/** From the lowest to the highest. Below 1.0, a major raises the minor number, and the others the patch number. */
export const bumps = ["patch", "minor", "major"] as const;

export type Bump = (typeof bumps)[number];

export interface VersionPlan {
  /** Relative to the root of the workspace. */
  file: string;
  /** Packages, or the group of all packages. */
  names: string[];
  bump: Bump;
}

/** The version plans that wait for the next release. */
export async function readVersionPlans(root: string): Promise<VersionPlan[]> {
  const entries = await readdir(join(root, folder)).catch(() => []);
  const files = entries.filter((entry) => entry.endsWith(".md")).map((entry) => `${folder}/${entry}`);
  return Promise.all(files.map(async (file) => toPlan(file, await readFile(join(root, file), "utf8"))));
}

function toPlan(file: string, text: string): VersionPlan {
  const [, front = "", message = ""] = /^---\r?\n(.*?)^---\r?\n(.*)$/ms.exec(text) ?? [];
  const entries = Object.entries(readFrontMatter(file, front));
  if (entries.length === 0) throw refuse(file, 'names no package between its "---" lines. Name a package or the group');
  if (message.trim() === "") throw refuse(file, "has no message. Say below the front matter what users notice");

  const [[, first]] = entries as [[string, unknown]];
  const wrong = entries.find(([, value]) => !bumps.includes(value as Bump) || value !== first);
  if (wrong) {
    throw refuse(
      file,
      `says "${wrong[0]}: ${String(wrong[1])}". Give all names in it the same, one of ${bumps.join(", ")}`,
    );
  }
  return { file, names: entries.map(([name]) => name), bump: first as Bump };
}

function readFrontMatter(file: string, front: string): Record<string, unknown> {
  try {
    return Object(parse(front));
  } catch {
    throw refuse(file, "has front matter that is not YAML. Put names that start with @ in quotes");
  }
}

function refuse(file: string, fault: string): ReleaseError {
  return new ReleaseError(`${file} ${fault}.`);
}
