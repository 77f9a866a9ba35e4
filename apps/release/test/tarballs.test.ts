import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Surroundings } from "../src/tarballs/check.ts";
import { checkPackage } from "../src/tarballs/check-package.ts";
import { type CheckedPackage, checkPublished, surroundingsOf } from "../src/tarballs/check-published.ts";
import { repack } from "./repack.ts";

const root = join(import.meta.dirname, "../../..");

let checked: CheckedPackage[];
let surroundings: Surroundings;
beforeAll(async () => {
  checked = await checkPublished(root);
  surroundings = await surroundingsOf(root);
});

type Files = Map<string, string>;
type Change = (files: Files) => unknown;

function edit(path: string, from: string | RegExp, to: string): Change {
  return (files) => {
    const before = files.get(path)!;
    const after = before.replace(from, to);
    if (after === before) throw new Error(`The edit changes nothing in ${path}.`);
    files.set(path, after);
  };
}

const append = (path: string, text: string): Change => edit(path, /$/, text);
const remove =
  (path: string): Change =>
  (files) =>
    files.delete(path);
const add =
  (path: string, text: string): Change =>
  (files) =>
    files.set(path, text);

const blob = "https://github.com/integrations-api/integrations-api/blob/main";

const breakages: [title: string, name: string, change: Change, fault: string | RegExp][] = [
  ["a missing licence", "client", remove("LICENSE"), "LICENSE is missing."],
  ["another licence", "client", append("LICENSE", "!"), "LICENSE differs from the one of the repository."],
  [
    "code of others without a notice",
    "client",
    append("dist/index.js", "/* Copyright (c) 2024 Someone */"),
    "dist/index.js has the copyright of others, but there is no NOTICE.md.",
  ],
  ["a missing changelog", "client", remove("CHANGELOG.md"), "CHANGELOG.md is missing."],
  [
    "a changelog without this version",
    "client",
    add("CHANGELOG.md", "## 0.0.1\n"),
    /^CHANGELOG\.md has no section about \d/,
  ],
  ["no repository", "client", edit("package.json", '"repository"', '"repo"'), /^package\.json has no repository\./],
  [
    "a homepage of another package",
    "client",
    edit("package.json", "packages/client#readme", "packages/explain#readme"),
    /^homepage is "https:.*explain#readme"\. Set it to "https:.*client#readme"\.$/,
  ],
  ["no keywords", "client", edit("package.json", '"keywords"', '"words"'), "package.json has no keywords."],
  ["a missing file", "client", remove("dist/call/send.js"), "dist/call/send.js is missing."],
  ["a missing style sheet", "mock-server", remove("page/base.css"), "page/base.css is missing."],
  ["a missing bundle", "openapi", remove("dist/openapi.yaml"), "dist/openapi.yaml is missing."],
  [
    "a file that nothing builds",
    "client",
    add("dist/old.js", ""),
    "dist/old.js is not built from a source file of the package.",
  ],
  [
    "an import in other letters",
    "client",
    append("dist/index.js", 'import "./Identity.js";'),
    "dist/index.js imports ./Identity.js, which is not in the package.",
  ],
  [
    "types without their file",
    "client",
    remove("dist/call/call.d.ts"),
    /^dist\/.*\.d\.ts imports \S*\/call\.ts, which is not in the package\.$/,
  ],
  [
    "a command with the line endings of Windows",
    "mock-server",
    edit("dist/cli.js", /\n/, "\r\n"),
    "dist/cli.js has the line endings of Windows.",
  ],
  [
    "a source map that is left out",
    "client",
    append("dist/index.js", "\n//# sourceMappingURL=index.js.map"),
    "dist/index.js names the source map index.js.map, which is not in the package.",
  ],
  [
    "a script that runs at install",
    "client",
    edit("package.json", '"scripts": {', '"scripts": { "postinstall": "husky",'),
    "scripts.postinstall runs on the machine of every user. Remove it.",
  ],
  [
    "a broken export",
    "client",
    edit("package.json", '"default": "./dist/index.js"', '"default": "./dist/main.js"'),
    /^publint: .*dist\/main\.js.* does not exist/,
  ],
  [
    "types of another module format",
    "client",
    edit("package.json", '"type": "module"', '"type": "commonjs"'),
    /^(publint|Are The Types Wrong): /,
  ],
  ["types that do not resolve", "client", edit("dist/index.d.ts", /\.ts"/, '"'), /^Are The Types Wrong: /],
  [
    "an exact pin of our own package",
    "scenarios",
    edit("package.json", /"@integrations-api\/client": "\^/, '"@integrations-api/client": "'),
    /^@integrations-api\/client is \d\S+\. Set it to \^\d\S+\.$/,
  ],
  [
    "a dependency from a folder",
    "client",
    edit("package.json", /"openapi-fetch": "[^"]+"/, '"openapi-fetch": "file:../fetch"'),
    "openapi-fetch is file:../fetch, which is not a version of the registry.",
  ],
  [
    "an import of something undeclared",
    "client",
    append("dist/index.d.ts", 'import type { Request } from "undici";'),
    "dist/index.d.ts imports undici, which is not a dependency.",
  ],
  [
    "a dependency that nothing uses",
    "explain",
    edit("package.json", '"engines"', '"dependencies": { "left-pad": "1.3.0" }, "engines"'),
    "left-pad is a dependency, but nothing uses it.",
  ],
  [
    "another contract",
    "client",
    edit("package.json", /"sha256": "\w/, '"sha256": "-'),
    /^contract is .*The released contract is /,
  ],
  [
    "a relative link",
    "client",
    append("README.md", "[licence](../LICENSE)"),
    "README.md links to ../LICENSE, which leads nowhere on npm. Give the whole address.",
  ],
  ["a dead anchor", "client", append("README.md", "[there](#nowhere)"), "README.md has no heading for #nowhere."],
  [
    "a link to a missing file",
    "client",
    append("README.md", `[guide](${blob}/GUIDE.md)`),
    `README.md links to ${blob}/GUIDE.md, but GUIDE.md does not exist.`,
  ],
  [
    "a link to a missing heading",
    "client",
    append("README.md", `[guide](${blob}/CONTRIBUTING.md#nowhere)`),
    `README.md links to ${blob}/CONTRIBUTING.md#nowhere, but CONTRIBUTING.md has no such heading.`,
  ],
  [
    "a picture by its path",
    "client",
    append("README.md", '<img src="docs/mock.png">'),
    "README.md links to docs/mock.png, which leads nowhere on npm. Give the whole address.",
  ],
  [
    "a link to a package that does not exist",
    "client",
    append("README.md", "[server](https://www.npmjs.com/package/@integrations-api/server)"),
    "README.md links to @integrations-api/server, which is not published.",
  ],
];

test("finds no fault in a published package", () => {
  expect(checked.flatMap(({ packed, faults }) => faults.map((fault) => `${packed.name}: ${fault}`))).toEqual([]);
  expect(checked.length).toBeGreaterThan(5);
});

test.each(breakages)("finds %s", async (_, name, change, fault) => {
  const { packed } = checked.find((one) => one.packed.name === `@integrations-api/${name}`)!;

  const faults = await checkPackage(await repack(packed, change), surroundings);

  expect(faults).toContainEqual(typeof fault === "string" ? fault : expect.stringMatching(fault));
});
