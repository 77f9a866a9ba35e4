import { isBuiltin } from "node:module";
import type { Check } from "./check.ts";
import { compiled, importsOf } from "./imports.ts";

/** The package declares what it imports, in ranges that install. */
export const checkDependencies: Check = (packed, { published }) => {
  const { dependencies = {}, optionalDependencies, peerDependencies = {} } = packed.manifest;
  const needed = { ...dependencies, ...optionalDependencies };
  const declared = new Set([packed.name, ...Object.keys(needed), ...Object.keys(peerDependencies)]);

  const faults = Object.entries(needed).flatMap(([name, range]) => {
    const own = published.find((one) => one.name === name);
    if (own) return range === `^${own.version}` ? [] : [`${name} is ${range}. Set it to ^${own.version}.`];
    if (name.startsWith("@integrations-api/")) return [`${name} is not published.`];
    return /^[\^~]?\d/.test(range) ? [] : [`${name} is ${range}, which is not a version of the registry.`];
  });

  const imported = importsOf(packed).filter(({ specifier }) => !specifier.startsWith("."));
  const named = imported.map(({ path, specifier }) => ({ path, name: packageOf(specifier) }));
  const undeclared = named.filter(({ name }) => !declared.has(name) && !isBuiltin(name));
  const used = [...packed.files].filter(([path]) => compiled.test(path)).map(([, text]) => text);
  const unused = Object.keys(needed).filter((name) => !used.some((text) => text.includes(name)));
  return [
    ...faults,
    ...undeclared.map(({ path, name }) => `${path} imports ${name}, which is not a dependency.`),
    ...unused.map((name) => `${name} is a dependency, but nothing uses it.`),
  ];
};

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
