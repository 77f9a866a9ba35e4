import { spawn } from "node:child_process";
import { glob, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { cleanEnvironment, copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const nx = createRequire(import.meta.url).resolve("nx/bin/nx.js");

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyWorkspace();
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

/** Runs a target that serves until it prints its address. */
async function serve(project: string, target: string): Promise<string | undefined> {
  const args = [nx, "run", `${project}:${target}`, "--port=0"];
  const env = cleanEnvironment(copy.folder);
  const child = spawn(process.execPath, args, {
    cwd: copy.folder,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  // Nx leaves its children behind, so the whole group is ended.
  onTestFinished(() => void process.kill(-child.pid!, "SIGKILL"));

  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+(?!\S*\/)/.exec(line) ?? [];
    if (url) return url;
  }
  return undefined;
}

test("gives only commands that are tried", async () => {
  const ci = await readFile(join(copy.folder, ".ci/run"), "utf8");
  const triedByTests = [
    /^npm ci && npm (start|test)$/,
    /^npm start -- --mock-port \d+ --reference-port \d+$/,
    /^npx nx (lint|bundle|build|test) [a-z-]+$/,
    /^npx nx serve api-reference( --port \d+)?$/,
    /^npx nx prism mock-server$/,
  ];
  const commands = await readCommands();

  const untried = commands.filter(
    (command) => !triedByTests.some((tried) => tried.test(command)) && !ci.includes(`\n${command}`),
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

test.each([
  ["mock-server", "prism"],
  ["api-reference", "serve"],
])("serves by nx %s:%s", async (project, target) => {
  const url = await serve(project, target);

  expect((await fetch(url!)).status).toBeLessThan(500);
});
