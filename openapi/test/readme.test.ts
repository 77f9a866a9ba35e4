import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const [, source = ""] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openapi-user-"));
  await installPacked();
});
afterAll(() => rm(folder, { recursive: true }));

/** What `npm install` does with this package, without a registry: it has no dependencies. */
async function installPacked(): Promise<void> {
  const installed = join(folder, "node_modules/@integrations-api/openapi");
  await mkdir(installed, { recursive: true });
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root });
  const [packed] = Object.values(JSON.parse(stdout)) as { filename: string }[];
  await run("tar", ["-xzf", packed!.filename, "-C", installed, "--strip-components=1"], { cwd: folder });
}

async function runScript(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  const { stdout } = await run(process.execPath, [name], { cwd: folder });
  return stdout.trim();
}

test("finds the file as the example does", async () => {
  const [, promised] = /console\.log\(firstLine\); \/\/ (.+)/.exec(source) ?? [];

  expect(await runScript("example.mts", source)).toBe(promised);
});

test("finds the file in CommonJS, at the path that the README names", async () => {
  const [, resolve] = /`(require\.resolve\("[^"]+"\))`/.exec(readme) ?? [];
  const [, path] = /^`(node_modules\/\S+\.yaml)`/m.exec(readme) ?? [];

  const found = await runScript("example.cjs", `console.log(require("node:path").relative(__dirname, ${resolve}))`);

  expect(found.replaceAll("\\", "/")).toBe(path);
});

test("names a reserved id that the contract has", async () => {
  const [, id, status] = /^ {2}`([0-9a-f-]{36})` gets a (\d+)/m.exec(readme) ?? [];

  expect(await readFile(join(root, "components/examples/service-unavailable.yaml"), "utf8")).toContain(id);
  expect(status).toBe("503");
});
