import { expect, test } from "vitest";
import type { Level } from "../../gate/policy.ts";
import { checkVersion, versionProblem } from "../../gate/version.ts";

test.each<[base: string, rating: Level, needed: string]>([
  ["0.1.0", "none", "0.1.0"],
  ["0.1.0", "patch", "0.1.1"],
  ["0.1.0", "minor", "0.1.1"],
  ["0.1.3", "major", "0.2.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "major", "2.0.0"],
  ["2.0.0-rc.1", "major", "2.0.0"],
  ["1.0.0+build", "patch", "1.0.1"],
])("raises %s for a %s change to %s", (base, rating, needed) => {
  expect(checkVersion(base, needed, rating)).toEqual({ base, revision: needed, needed, ok: true });
  expect(checkVersion(base, `${needed}-0`, rating).ok).toBe(false);
});

test.each<[base: string, revision: string, rating: Level]>([
  ["0.1.0", "0.10.0", "major"],
  ["0.9.0", "0.10.0", "major"],
  ["0.1.0", "1.0.0", "patch"],
  ["1.0.0-rc.2", "1.0.0-rc.10", "none"],
  ["1.0.0-rc.1", "1.0.0", "none"],
  ["1.0.0-1", "1.0.0-a", "none"],
  ["1.0.0-a", "1.0.0-a.1", "none"],
  ["2024-01", "2024-01", "none"],
])("accepts %s to %s for a %s change", (base, revision, rating) => {
  expect(checkVersion(base, revision, rating).ok).toBe(true);
});

test.each<[base: string, revision: string, rating: Level, problem: string]>([
  [
    "0.1.0",
    "0.1.0",
    "patch",
    "info.version is 0.1.0, which does not fit a patch change of 0.1.0. Set it to 0.1.1 or higher.",
  ],
  [
    "0.1.0",
    "0.1.9",
    "major",
    "info.version is 0.1.9, which does not fit a major change of 0.1.0. Set it to 0.2.0 or higher.",
  ],
  ["0.2.0", "0.1.0", "none", "info.version is 0.1.0, which must not go down. Set it to 0.2.0 or higher."],
  [
    "0.1.0",
    "next",
    "none",
    'info.version of the revision is "next", which is not a semantic version such as 1.2.3. Correct it.',
  ],
  [
    "01.0.0",
    "1.0.0",
    "patch",
    'info.version of the base is "01.0.0", which is not a semantic version such as 1.2.3. Correct it.',
  ],
])("refuses %s to %s for a %s change", (base, revision, rating, problem) => {
  expect(versionProblem(checkVersion(base, revision, rating), rating)).toBe(problem);
});
