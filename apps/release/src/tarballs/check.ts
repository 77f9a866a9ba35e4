import type { ContractStamp } from "../contract-stamp.ts";
import type { Manifest } from "../published-packages.ts";
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
