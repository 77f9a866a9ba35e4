import type { Check, Surroundings } from "./check.ts";
import { checkChangelog } from "./check-changelog.ts";
import { checkCode } from "./check-code.ts";
import { checkContract } from "./check-contract.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { checkEntries } from "./check-entries.ts";
import { checkFiles } from "./check-files.ts";
import { checkLicence } from "./check-licence.ts";
import { checkLinks } from "./check-links.ts";
import { checkMetadata } from "./check-metadata.ts";
import type { PackedPackage } from "./packed-package.ts";

const checks: Check[] = [
  checkLicence,
  checkChangelog,
  checkMetadata,
  checkFiles,
  checkCode,
  checkDependencies,
  checkContract,
  checkLinks,
  checkEntries,
];

/** Finds what a stranger would miss or trip over in a package. */
export async function checkPackage(packed: PackedPackage, surroundings: Surroundings): Promise<string[]> {
  const found = await Promise.all(checks.map((check) => check(packed, surroundings)));
  return found.flat();
}
