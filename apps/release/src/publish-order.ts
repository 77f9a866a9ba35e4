import type { PublishedPackage } from "./published-packages.ts";

/** Puts each package after those that it depends on, so that whatever is on npm can be installed. */
export function orderForPublish(packages: PublishedPackage[]): PublishedPackage[] {
  const ordered = new Set<PublishedPackage>();
  const add = (one: PublishedPackage): void => {
    const { dependencies = {} } = one.manifest;
    packages.filter(({ name }) => name in dependencies).forEach(add);
    ordered.add(one);
  };
  packages.forEach(add);
  return [...ordered];
}
