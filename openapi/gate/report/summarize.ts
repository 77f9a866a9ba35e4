import type { Change } from "../rate.ts";
import type { VersionCheck } from "../version.ts";

export type Counts = Record<Change["level"], number>;

export function countLevels(changes: Change[]): Counts {
  const count = (wanted: string): number => changes.filter(({ level }) => level === wanted).length;
  return { major: count("major"), minor: count("minor"), patch: count("patch") };
}

/** The changes of texts, which somebody must read: no tool can tell whether a promise became weaker. */
export function textChanges(changes: Change[]): Change[] {
  return changes.filter(({ rule }) => rule === "text-changed");
}

export function describeCounts(changes: Change[]): string {
  const { major, minor, patch } = countLevels(changes);
  return `${major} major, ${minor} minor, ${patch} patch`;
}

export function describeVersion({ base, revision, needed, ok }: VersionCheck): string {
  const change = base === revision ? `Version ${base}` : `Version ${base} to ${revision}`;
  return `${change}: ${ok ? "enough" : `needs ${needed ?? "a semantic version"}`}`;
}
