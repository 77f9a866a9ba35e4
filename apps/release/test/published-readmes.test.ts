import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findPublishedPackages } from "../src/published-packages.ts";

const root = join(import.meta.dirname, "../../..");
const readmes = await Promise.all(
  (await findPublishedPackages(root)).map(async ({ name, folder }) => {
    return { name, readme: await readFile(join(root, folder, "README.md"), "utf8") };
  }),
);

test("finds the six packages", () => {
  expect(readmes).toHaveLength(6);
});

test.each(readmes)("installs or runs $name by its own name", ({ name, readme }) => {
  const commands = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));

  expect(commands.filter((command) => !/^(npm install|npx) (--save-dev )?@integrations-api\//.test(command))).toEqual(
    [],
  );
  expect(commands.some((command) => command.split(" ").includes(name))).toBe(true);
});

test.each(readmes)("says in $name what versions mean", ({ readme }) => {
  const [, versions = ""] = readme.split("\n## Versions\n\n");

  expect(versions.replaceAll("\n", " ")).toMatch(
    /^All six `@integrations-api` packages share one version.* Below 1\.0, a breaking change .* raises the minor number/,
  );
});

test.each(readmes)("leaves the tools of this repository out of $name", ({ readme }) => {
  expect(readme.match(/\bnx\b|npm run|npm ci|npm test/g)).toBeNull();
});
