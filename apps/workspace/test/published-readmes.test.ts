import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const manifests = await Array.fromAsync(glob("{openapi,packages/*,apps/*}/package.json", { cwd: root }));
const projects = await Promise.all(
  manifests.map(async (file) => {
    const { name, private: isPrivate } = JSON.parse(await readFile(join(root, file), "utf8"));
    return { name: name as string, isPublished: isPrivate !== true, file: join(dirname(file), "README.md") };
  }),
);
const published = projects.filter(({ isPublished }) => isPublished);
const readmes = await Promise.all(
  published.map(async ({ name, file }) => ({ name, readme: await readFile(join(root, file), "utf8") })),
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
