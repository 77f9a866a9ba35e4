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

const missing = "/paths/~1books/get/responses/4XX/description";

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

async function writeRevision(file: string, row: Omit<Row, "title" | "document" | "finds">): Promise<string> {
  const { revision } = applyRow({ title: file, document: "library", finds: {}, ...row });
  await writeFile(join(folder, file), stringify(revision));
  return file;
}

test("finds no change between the release and itself", async () => {
  expect(await runGate("--revision", released)).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^Rating: none \(0 major, 0 minor, 0 patch\)\nVersion \S+: enough\n$/),
    stderr: "",
  });
});

test("compares the release with the bundle, which it builds first", async () => {
  const { exitCode, stdout, stderr } = await runGate("--json");

  // While the contract is edited, its version need not be raised yet: that is for the pull request.
  expect({ exitCode, stderr }).toEqual({ exitCode: JSON.parse(stdout).version.ok ? 0 : 1, stderr: "Building.\n" });
});

test("prints one JSON object whose first key is the rating", async () => {
  const revision = await writeRevision("minor.yaml", {
    add: { "/components/schemas/Language/enum/-": "fr" },
    replace: { "/info/version": "1.5.0", [missing]: "Not found." },
  });

  const { exitCode, stdout, stderr } = await runGate("--base", library, "--revision", revision, "--json");

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^\{\s*"rating": "minor",/);
  expect(JSON.parse(stdout)).toMatchObject({
    version: { base: "1.4.0", revision: "1.5.0", needed: "1.5.0", ok: true },
    summary: { major: 0, minor: 1, patch: 1 },
    readThese: [missing],
    changes: [
      { level: "minor", rule: "enum-value-added", redocly: "major" },
      { level: "patch", rule: "text-changed", revision: "Not found.", redocly: "patch" },
    ],
  });
});

test("prints the changes and the texts to read", async () => {
  const revision = await writeRevision("major.yaml", {
    remove: ["/paths/~1books/post/responses/201/headers/location/required"],
    replace: { "/info/version": "2.0.0", [missing]: "Not found." },
  });

  const { stdout } = await runGate("--base", library, "--revision", revision);

  expect(stdout).toBe(`Rating: major (1 major, 0 minor, 1 patch)
Version 1.4.0 to 2.0.0: enough

major  The header \`location\` became optional. Code that relies on it may find nothing.
       /paths/~1books/post/responses/201/headers/location/required (became-optional)

Read these, because a weakened promise looks like any other edit:
  ${missing}
`);
});

test("writes Markdown with our rating and the old and new texts", async () => {
  const revision = await writeRevision("texts.yaml", {
    add: { "/components/schemas/Reminder/required/-": "level" },
    replace: { "/info/version": "1.5.0", [missing]: "Not found:\n```\n404\n```" },
  });

  const { stdout } = await runGate("--base", library, "--revision", revision, "--markdown", "-");
  await runGate("--base", library, "--revision", revision, "--markdown", "report.md", "--json");

  expect(stdout.trimEnd()).toBe((await readFile(join(folder, "report.md"), "utf8")).trimEnd());
  expect(stdout).toContain("## Contract changes: minor\n\n0 major, 1 minor, 1 patch. Version 1.4.0 to 1.5.0: enough.");
  expect(stdout).toContain("| minor | The property `level` became required, so it is always sent. |");
  expect(stdout).toMatch(
    /### Read these\n[^]+````diff\n- A client's fault.\n\+ Not found:\n\+ ```\n\+ 404\n\+ ```\n````/,
  );
});

test.each([
  ["stays", "1.4.0"],
  ["goes down", "1.3.0"],
  ["is raised too little", "1.4.1"],
])("fails if the version %s", async (_, version) => {
  const revision = await writeRevision("version.yaml", {
    add: { "/components/schemas/Reminder/required/-": "level" },
    replace: { "/info/version": version },
  });

  const { exitCode, stderr, stdout } = await runGate("--base", library, "--revision", revision, "--json");

  const problem = `info.version is ${version}, which does not fit a minor change of 1.4.0. Set it to 1.5.0 or higher.\n`;
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: problem });
  expect(JSON.parse(stdout)).toMatchObject({ rating: "minor", version: { ok: false, needed: "1.5.0" } });
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
