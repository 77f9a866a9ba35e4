import type { ContractStamp } from "../contract-stamp.ts";
import type { Manifest } from "../published-packages.ts";
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

/** What the checks compare a package with. */
export interface Surroundings {
  /** The root of the workspace. */
  root: string;
  /** The licence of the workspace, in full. */
  licence: string;
  /** The address of the repository, such as `https://github.com/owner/name`. */
  repository: string;
  /** All published packages, this one included. */
  published: Manifest[];
  /** The released contract. */
  contract: ContractStamp;
}

/** Finds the faults in one thing about a package, each in a sentence that names what is wrong. */
export type Check = (packed: PackedPackage, surroundings: Surroundings) => string[] | Promise<string[]>;

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
