import type { PublishedPackage } from "./published-packages.ts";
import { type Bump, bumps, type VersionPlan } from "./version-plans.ts";

/** Files of a package's folder that users of the package do not get, not even in another form. */
const notPublished = /^(test|rules|gate)\/|^(vitest\.config\.ts|tsconfig\.json|CHANGELOG\.md)$/;

/** Every package is generated from these, so a change of them changes every package. */
const contract = /^openapi\/(openapi\.yaml$|paths\/|components\/)/;

export interface PlannedChange {
  /** The files that the change adds, edits or removes, relative to the root of the workspace. */
  changedFiles: string[];
  packages: PublishedPackage[];
  /** The name that stands for all packages in a version plan. */
  group: string;
  /** All plans that wait for the next release. */
  plans: VersionPlan[];
}

/** Finds the published packages that a change touches without saying so in a version plan of its own. */
export function findMissingPlans({ changedFiles, packages, group, plans }: PlannedChange): string[] {
  const changesContract = changedFiles.some((file) => contract.test(file));
  const touched = packages.filter((one) => changesContract || changedFiles.some((file) => isPublished(file, one)));
  const planned = new Set(plans.filter(({ file }) => changedFiles.includes(file)).flatMap(({ names }) => names));
  const missing = touched.map(({ name }) => name).filter((name) => !planned.has(name) && !planned.has(group));
  if (missing.length === 0) return [];

  if (changesContract) return [`The contract changed, but no version plan of this change names the group "${group}".`];
  return missing.map((name) => `${name} changed, but no version plan of this change names it.`);
}

function isPublished(file: string, { folder }: PublishedPackage): boolean {
  return file.startsWith(`${folder}/`) && !notPublished.test(file.slice(folder.length + 1));
}

/** Finds names in plans that are neither a published package nor the group. */
export function findUnknownNames({ packages, group, plans }: PlannedChange): string[] {
  const known = new Set([group, ...packages.map(({ name }) => name)]);
  return plans.flatMap(({ file, names }) =>
    names
      .filter((name) => !known.has(name))
      .map((name) => `${file} names ${name}. Name one of ${[...known].join(", ")}.`),
  );
}

/** Compares the rating of the contract since the last release with what the plans announce. */
export function findUnderratedContract(rating: Bump | "none", plans: VersionPlan[]): string[] {
  if (rating === "none") return [];
  const highest = bumps.findLast((bump) => plans.some((plan) => plan.bump === bump));
  if (highest !== undefined && bumps.indexOf(rating) <= bumps.indexOf(highest)) return [];
  const announced = highest === undefined ? "there is no version plan" : `the highest version plan says ${highest}`;
  return [`The contract's changes since the last release are rated ${rating}, but ${announced}.`];
}
