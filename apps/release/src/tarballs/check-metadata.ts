import { isDeepStrictEqual } from "node:util";
import type { Manifest } from "../published-packages.ts";
import type { Check, Surroundings } from "./check.ts";
import type { PackedPackage } from "./packed-package.ts";

const installScripts = ["preinstall", "install", "postinstall"];

/** What npm shows beside a package, and what a publication with provenance compares. */
export const checkMetadata: Check = (packed, surroundings) => {
  const { manifest } = packed;
  const faults = Object.entries(expected(packed, surroundings)).flatMap(([key, value]) => {
    const found = manifest[key as keyof Manifest];
    if (found === undefined) return [`package.json has no ${key}. Set it to ${JSON.stringify(value)}.`];
    if (isDeepStrictEqual(found, value)) return [];
    return [`${key} is ${JSON.stringify(found)}. Set it to ${JSON.stringify(value)}.`];
  });

  for (const script of installScripts.filter((name) => manifest.scripts?.[name])) {
    faults.push(`scripts.${script} runs on the machine of every user. Remove it.`);
  }
  if (!manifest.description) faults.push("package.json has no description.");
  if (!manifest.keywords?.length) faults.push("package.json has no keywords.");
  return faults;
};

function expected({ folder }: PackedPackage, { repository, published }: Surroundings): Partial<Manifest> {
  return {
    license: "MIT",
    homepage: `${repository}/tree/main/${folder}#readme`,
    bugs: `${repository}/issues`,
    repository: { type: "git", url: `git+${repository}.git`, directory: folder },
    publishConfig: { access: "public" },
    version: published[0]!.version,
  };
}
