import type { Check } from "./check.ts";

/** A copyright line that is not in our own licence is that of somebody whose code is in the package. */
const copyright = /\bcopyright\b.*\d{4}|@license\b/i;

/** The package has our licence, and the notices of whoever else's code is in it. */
export const checkLicence: Check = ({ files, manifest }, { licence }) => {
  const faults: string[] = [];
  if (!files.has("LICENSE")) faults.push("LICENSE is missing.");
  else if (files.get("LICENSE") !== licence) faults.push("LICENSE differs from the one of the repository.");
  if (manifest.bundleDependencies) faults.push("bundleDependencies ships packages without their licence notices.");

  if (files.has("NOTICE.md")) return faults;
  const foreign = [...files].filter(([path, text]) => /\.(js|css)$/.test(path) && copyright.test(text));
  return [...faults, ...foreign.map(([path]) => `${path} has the copyright of others, but there is no NOTICE.md.`)];
};
