import type { Level } from "./policy.ts";

/** Whether the version of the revision is raised as the rating needs. */
export interface VersionCheck {
  base: string;
  revision: string;
  /** The lowest version that is enough. Null if the base is not a semantic version. */
  needed: string | null;
  ok: boolean;
}

interface Version {
  numbers: [number, number, number];
  prerelease: string[];
}

/** Below 1.0, a major change raises the minor number and every other change the patch number. */
export function checkVersion(base: string, revision: string, rating: Level): VersionCheck {
  const [from, to] = [parseVersion(base), parseVersion(revision)];
  const needed = from ? neededVersion(base, from, rating) : null;
  const minimum = needed === null ? undefined : parseVersion(needed);
  const ok = minimum && to ? compareVersions(to, minimum) >= 0 : rating === "none" && base === revision;
  return { base, revision, needed, ok };
}

/** Says what is wrong with the version, and what to do. */
export function versionProblem({ base, revision, needed, ok }: VersionCheck, rating: Level): string | undefined {
  if (ok) return undefined;
  if (needed === null || !parseVersion(revision)) {
    const [wrong, where] = needed === null ? [base, "base"] : [revision, "revision"];
    return `info.version of the ${where} is "${wrong}", which is not a semantic version such as 1.2.3. Correct it.`;
  }
  const reason = rating === "none" ? "must not go down" : `does not fit a ${rating} change of ${base}`;
  return `info.version is ${revision}, which ${reason}. Set it to ${needed} or higher.`;
}

function neededVersion(text: string, { numbers: [major, minor, patch], prerelease }: Version, rating: Level): string {
  if (rating === "none") return text;
  // A prerelease promises nothing, so its release is enough.
  if (prerelease.length > 0) return `${major}.${minor}.${patch}`;

  const step = major > 0 ? rating : rating === "major" ? "minor" : "patch";
  if (step === "major") return `${major + 1}.0.0`;
  return step === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function parseVersion(text: string): Version | undefined {
  const pattern = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
  const [, major, minor, patch, prerelease] = pattern.exec(text) ?? [];
  if (major === undefined) return undefined;
  return { numbers: [Number(major), Number(minor), Number(patch)], prerelease: prerelease?.split(".") ?? [] };
}

/** Positive if the first is higher, by the precedence of semver.org. */
function compareVersions(one: Version, other: Version): number {
  const index = one.numbers.findIndex((number, at) => number !== other.numbers[at]);
  if (index >= 0) return one.numbers[index]! - other.numbers[index]!;
  if (one.prerelease.length === 0 || other.prerelease.length === 0)
    return other.prerelease.length - one.prerelease.length;
  return comparePrereleases(one.prerelease, other.prerelease);
}

function comparePrereleases(one: string[], other: string[]): number {
  const index = one.findIndex((part, at) => part !== other[at]);
  const [mine, yours] = [one[index], other[index]];
  if (mine === undefined || yours === undefined) return one.length - other.length;
  const areNumbers = /^\d+$/.test(mine) && /^\d+$/.test(yours);
  if (areNumbers) return Number(mine) - Number(yours);
  if (/^\d+$/.test(mine) !== /^\d+$/.test(yours)) return /^\d+$/.test(mine) ? -1 : 1;
  return mine < yours ? -1 : 1;
}
