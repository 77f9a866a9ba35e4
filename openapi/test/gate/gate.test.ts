import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { applyRow, type Row } from "./apply-row.ts";

const script = fileURLToPath(new URL("run-gate.ts", import.meta.url));
const released = fileURLToPath(new URL("../../released.yaml", import.meta.url));
const library = fileURLToPath(new URL("library.yaml", import.meta.url));

interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gate test [1] "));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command in the temporary folder. */
function runGate(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

async function writeRevision(file: string, row: Omit<Row, "title" | "finds">): Promise<string> {
  const { revision } = applyRow({ title: file, finds: {}, ...row });
  await writeFile(join(folder, file), stringify(revision));
  return file;
}

test("finds no change since the release in the repository itself", async () => {
  expect(await runGate()).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^Rating: none \(0 major, 0 minor, 0 patch\)\nVersion \S+: enough\n$/),
    stderr: "Building.\n",
  });
});

test("prints one JSON object whose first key is the rating", async () => {
  const revision = await writeRevision("minor.yaml", {
    add: { "/components/schemas/QueryArrayFormat/enum/-": "semicolon" },
    replace: { "/info/version": "0.1.1", "/components/schemas/Team/description": "Shorter." },
  });

  const { exitCode, stdout, stderr } = await runGate("--base", released, "--revision", revision, "--json");

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^\{\s*"rating": "minor",/);
  expect(JSON.parse(stdout)).toMatchObject({
    version: { base: "0.1.0", revision: "0.1.1", needed: "0.1.1", ok: true },
    summary: { major: 0, minor: 1, patch: 1 },
    readThese: ["/components/schemas/Team/description"],
    changes: [
      { level: "minor", rule: "enum-value-added", redocly: "major" },
      { level: "patch", rule: "text-changed", revision: "Shorter.", redocly: "patch" },
    ],
  });
});

test("prints the changes and the texts to read", async () => {
  const revision = await writeRevision("major.yaml", {
    remove: ["/components/headers/RetryAfter/required"],
    replace: { "/info/version": "0.2.0", "/components/schemas/Team/description": "Shorter." },
  });

  const { stdout } = await runGate("--base", released, "--revision", revision);

  expect(stdout).toBe(`Rating: major (1 major, 0 minor, 1 patch)
Version 0.1.0 to 0.2.0: enough

major  The header \`retry-after\` became optional. Code that relies on it may find nothing.
       /components/headers/RetryAfter/required (became-optional)

Read these, because a weakened promise looks like any other edit:
  /components/schemas/Team/description
`);
});

test("writes Markdown with our rating and the old and new texts", async () => {
  const revision = await writeRevision("texts.yaml", {
    add: { "/components/schemas/Team/required/-": "tos_link" },
    replace: { "/info/version": "0.1.1", "/components/schemas/Team/description": "Use it:\n```\nteam\n```" },
  });

  const { stdout } = await runGate("--base", released, "--revision", revision, "--markdown", "-");
  await runGate("--base", released, "--revision", revision, "--markdown", "report.md", "--json");

  expect(stdout.trimEnd()).toBe((await readFile(join(folder, "report.md"), "utf8")).trimEnd());
  expect(stdout).toContain("## Contract changes: minor\n\n0 major, 1 minor, 1 patch. Version 0.1.0 to 0.1.1: enough.");
  expect(stdout).toContain("| minor | The property `tos_link` became required, so it is always sent. |");
  expect(stdout).toMatch(/### Read these\n[^]+````diff\n- The team [^\n]+\n\+ Use it:\n\+ ```\n\+ team\n\+ ```\n````/);
});

test.each([
  ["stays", "0.1.0", "info.version is 0.1.0, which does not fit a minor change of 0.1.0. Set it to 0.1.1 or higher.\n"],
  [
    "goes down",
    "0.0.9",
    "info.version is 0.0.9, which does not fit a minor change of 0.1.0. Set it to 0.1.1 or higher.\n",
  ],
])("fails if the version %s", async (_, version, problem) => {
  const revision = await writeRevision("version.yaml", {
    add: { "/components/schemas/Team/required/-": "tos_link" },
    replace: { "/info/version": version },
  });

  const { exitCode, stderr, stdout } = await runGate("--base", released, "--revision", revision, "--json");

  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: problem });
  expect(JSON.parse(stdout)).toMatchObject({ rating: "minor", version: { ok: false, needed: "0.1.1" } });
});

test("compares documents whose parts are in other files", async () => {
  await writeFile(join(folder, "book.json"), JSON.stringify({ type: "string" }));
  const schemas = { Book: { $ref: "book.json" } };
  const parts = { openapi: "3.1.0", info: { title: "Split", version: "1.0.0" }, paths: {}, components: { schemas } };
  // Redocly names a file by its basename.
  const named = { Book: { $ref: "#/components/schemas/book" }, book: { type: "string" } };
  const whole = { ...parts, components: { schemas: named } };
  await writeFile(join(folder, "parts.json"), JSON.stringify(parts));
  await writeFile(join(folder, "whole.json"), JSON.stringify(whole));

  const { exitCode, stdout } = await runGate("--base", "parts.json", "--revision", "whole.json", "--json");

  expect({ exitCode, rating: JSON.parse(stdout).rating }).toEqual({ exitCode: 0, rating: "none" });
});

const minimal = { openapi: "3.1.0", info: { title: "A", version: "1.0.0" }, paths: {} };
const files: Record<string, string> = {
  "broken.yaml": "openapi: [3.1.0",
  "twice.yaml": "openapi: 3.1.0\nopenapi: 3.1.0\n",
  "list.yaml": "- openapi",
  "empty.yaml": "",
  "swagger.yaml": 'swagger: "2.0"\ninfo: {}\n',
  "other.yaml": "asyncapi: 3.0.0\n",
  "four.yaml": "openapi: 4.0.0\n",
  "circle.yaml": "openapi: 3.1.0\ninfo: &info\n  title: *info\n",
  "dangling.yaml": JSON.stringify({ ...minimal, components: { schemas: { A: { $ref: "#/components/schemas/B" } } } }),
  "parts-missing.yaml": JSON.stringify({ ...minimal, components: { schemas: { A: { $ref: "nowhere.yaml" } } } }),
};

test.each([
  ["missing.yaml", "does not exist. Give the path of an OpenAPI document."],
  [".", "cannot be read (EISDIR). Give the path of an OpenAPI document."],
  ["broken.yaml", /^is not valid YAML or JSON: .+\. Correct it\.$/],
  ["twice.yaml", /^is not valid YAML or JSON: .+\. Correct it\.$/],
  ["list.yaml", "does not contain an object. Give an OpenAPI document."],
  ["empty.yaml", "does not contain an object. Give an OpenAPI document."],
  ["swagger.yaml", "is Swagger 2.0. Convert it to OpenAPI 3 first."],
  ["other.yaml", 'has no key "openapi". Give an OpenAPI document of version 3.'],
  ["four.yaml", "has openapi: 4.0.0. Give an OpenAPI document of version 3."],
  ["circle.yaml", /^cannot be expanded: .+\. Remove the alias at fault\.$/],
  ["dangling.yaml", "refers to #/components/schemas/B, which it does not contain. Correct the reference."],
  ["parts-missing.yaml", /^refers to other files and cannot be bundled: Can't resolve \$ref: .+'\. Bundle it first\.$/],
])("ends with 2 and one line if the revision is %s", async (file, fault) => {
  if (files[file] !== undefined) await writeFile(join(folder, file), files[file]);

  const { exitCode, stdout, stderr } = await runGate("--base", library, "--revision", file);

  expect({ exitCode, stdout, lines: stderr.split("\n").length }).toEqual({ exitCode: 2, stdout: "", lines: 2 });
  const prefix = `Failed to compare: --revision ${file} `;
  expect(stderr.slice(0, prefix.length)).toBe(prefix);
  expect(stderr.slice(prefix.length, -1)).toEqual(typeof fault === "string" ? fault : expect.stringMatching(fault));
});

test.each([
  [["--bass", "a.yaml"], "unknown option '--bass'. Run it with --help to see the options."],
  [["--base"], "option '--base <file>' argument missing. Run it with --help to see the options."],
  [["a.yaml", "b.yaml"], "too many arguments. Expected 0 arguments but got 2. Run it with --help to see the options."],
  [["--json", "--markdown", "-"], "--json and --markdown - both print to stdout. Give --markdown a file."],
  [
    ["--base", library, "--revision", library, "--markdown", "no/report.md"],
    "--markdown no/report.md cannot be written (ENOENT). Give a path in a folder that exists.",
  ],
])("ends with 2 and one line for %j", async (args, fault) => {
  const { exitCode, stderr } = await runGate(...args);

  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `Failed to compare: ${fault}\n` });
});
