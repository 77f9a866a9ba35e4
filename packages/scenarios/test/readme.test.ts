import { execFile } from "node:child_process";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fixture, fixtureNames } from "@integrations-api/scenarios";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer, machineNode } from "../../client/test/consumer.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^## (.+?)\n(?:(?!^## ).*\n)*?```ts\n((?:(?!```).*\n)*)```/gm)].map(
  ([, title, source]) => ({ title: title!, file: `${title!.toLowerCase().replaceAll(" ", "-")}.ts`, source: source! }),
);
const printed: Record<string, string> = {
  "First test": "true",
  "What a request gets": "503",
  Time: fixture("recovers-from-429").name,
  Paths: fixture("documented").name,
  MSW: "400",
  Fixtures: `Ours\n${fixtureNames.length}`,
};

let consumer: Consumer;
beforeAll(async () => {
  consumer = await createConsumer(fileURLToPath(new URL("..", import.meta.url)));
  const msw = createRequire(import.meta.url).resolve("msw/package.json");
  await symlink(dirname(msw), join(consumer.folder, "node_modules/msw"), "junction");
  for (const { file, source } of examples) await writeFile(join(consumer.folder, file), source);
});
afterAll(() => consumer.remove());

test("compiles each example in a consumer", async () => {
  const imports = examples.map(({ file }) => `import "./${file}";`).join("\n");
  const wrong = `import { fixture } from "@integrations-api/scenarios";
    // @ts-expect-error no example has this name
    fixture("unknown");
  `;
  const options = { target: "es2023", module: "nodenext", allowImportingTsExtensions: true, skipLibCheck: true };

  expect(await consumer.compile(`${imports}\n${wrong}`, options)).toBe("");
});

test("has an example in each section that needs one", () => {
  expect(examples.map(({ title }) => title)).toEqual(Object.keys(printed));
});

test.each(examples)("runs the example of $title", async ({ title, file }) => {
  expect(await run(process.execPath, file)).toBe(printed[title]);
});

test("runs on the machine's own Node", async () => {
  const [first] = examples;
  await writeFile(join(consumer.folder, "first.js"), first!.source);

  expect(await run(await machineNode(), "first.js")).toBe("true");
});

test("has no relative link", () => {
  expect([...readme.matchAll(/\]\((?!https:)[^)]*\)/g)]).toEqual([]);
});

async function run(node: string, file: string): Promise<string> {
  // Nx turns colors on, which would be part of the output.
  const env = { ...process.env, FORCE_COLOR: undefined };
  const { stdout } = await promisify(execFile)(node, [file], { cwd: consumer.folder, env });
  return stdout.trim();
}
