import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await cloneWorkspace();
});
afterAll(() => copy.remove());

/** The commands of every README, line by line. */
async function readCommands(): Promise<string[]> {
  const files = await Array.fromAsync(glob("**/*.md", { cwd: copy.folder, exclude: ["**/node_modules"] }));
  const texts = await Promise.all(files.map((file) => readFile(join(copy.folder, file), "utf8")));
  const blocks = texts.flatMap((markdown) => [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)]);
  const lines = blocks.flatMap(([, block]) => block!.trim().split("\n"));
  return lines.map((line) => line.replace(/ +# .*$/, ""));
}

test("gives only commands that are tried", async () => {
  const ci = await readFile(join(copy.folder, ".ci/run"), "utf8");
  const workflow = await readFile(join(copy.folder, ".github/workflows/ci.yml"), "utf8");
  const triedByTests = [
    /^npm ci && npm (start|test)$/,
    /^npm start -- --mock-port \d+ --reference-port \d+$/,
    /^npx nx (lint|bundle|bundle-without-discriminators|build|test) [a-z-]+$/,
    /^npx nx serve api-reference( --port \d+)?$/,
    /^npx nx prism mock-server$/,
    /^npm run mock -- --port \d+$/,
    // CI runs it with --check.
    /^npx oxfmt$/,
    // The packages' own tests install the packed tarballs.
    /^npm install @integrations-api\/client$/,
    /^npm install --save-dev @integrations-api\/scenarios$/,
  ];
  const commands = await readCommands();

  const untried = commands.filter(
    (command) =>
      !triedByTests.some((tried) => tried.test(command)) &&
      !ci.includes(`\n${command}\n`) &&
      !workflow.includes(`run: ${command}\n`),
  );

  expect(untried).toEqual([]);
  expect(commands.length).toBeGreaterThan(10);
});

test("names targets that exist", async () => {
  const named = (await readCommands()).map((command) => command.split(" ")).filter(([, tool]) => tool === "nx");

  for (const [, , target, project] of named) {
    const places = `{${project},packages/${project},apps/${project}}/package.json`;
    const [file] = await Array.fromAsync(glob(places, { cwd: copy.folder }));
    expect(JSON.parse(await readFile(join(copy.folder, file!), "utf8")).scripts).toHaveProperty(target!);
  }
});
