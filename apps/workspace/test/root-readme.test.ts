import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { fixture } from "@integrations-api/scenarios";
import { expect, onTestFinished, test } from "vitest";
import { runNode } from "./workspace-copy.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const readme = await readFile(join(root, "README.md"), "utf8");
const [, code = ""] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];

async function startMock(): Promise<string> {
  const mock = spawn(process.execPath, [join(root, "apps/mock-server/dist/cli.js"), "--port", "0", "--log", "silent"]);
  onTestFinished(() => void mock.kill());
  const [url] = await once(createInterface(mock.stdout), "line");
  return url;
}

test("shows code that compiles and prints what the mock has", async () => {
  const mock = await startMock();
  // From below this project, it finds the packages of the workspace.
  const folder = await mkdtemp(join(root, "apps/workspace/.samples-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const options = {
    module: "nodenext",
    target: "es2024",
    lib: ["es2024", "dom"],
    strict: true,
    noEmit: true,
    types: [],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options }));
  await writeFile(join(folder, "first.mts"), code.replace("http://127.0.0.1:4010", mock));

  const compiled = await runNode(folder, [join(root, "node_modules/typescript-7/bin/tsc")]);
  const ran = await runNode(folder, ["first.mts"]);

  const { name, team } = fixture("documented");
  expect(compiled).toEqual({ exitCode: 0, output: "" });
  expect(ran.output).toMatch(new RegExp(`^${name} by ${team.name}: \\[ '\\w+' \\]\\n$`));
});

test("shows pictures that exist", async () => {
  const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file]) => join(root, file!));

  const starts = await Promise.all(pictures.map(async (file) => (await readFile(file)).toString("latin1", 1, 4)));

  expect(starts).toEqual(["PNG", "PNG"]);
});
