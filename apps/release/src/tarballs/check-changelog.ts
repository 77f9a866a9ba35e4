import type { Check } from "./check.ts";

export const checkChangelog: Check = ({ files, manifest: { version } }) => {
  const changelog = files.get("CHANGELOG.md");
  if (changelog === undefined) return ["CHANGELOG.md is missing."];
  const versions = [...changelog.matchAll(/^##? (\S+)/gm)].map(([, heading]) => heading);
  return versions.includes(version) ? [] : [`CHANGELOG.md has no section about ${version}.`];
};
