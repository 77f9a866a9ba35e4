import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer } from "./consumer.ts";
import { contractServer } from "./contract.ts";
import { good, startScript } from "./start-script.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^## (.+?)\n(?:(?!^## ).*\n)*?```ts\n((?:(?!```).*\n)*)```/gm)].map(
  ([, title, source]) => ({ title: title!, source: source! }),
);
// Sends what is meant for the vendor's server to one of the test.
const detour = `
  const send = globalThis.fetch;
  globalThis.fetch = (url, init) => send(url.replace(${JSON.stringify(contractServer)}, process.env.TEST_SERVER), init);
`;

let consumer: Consumer;
beforeAll(async () => {
  consumer = await createConsumer();
  await writeFile(join(consumer.folder, "detour.mjs"), detour);
});
afterAll(() => consumer.remove());

test("has an example in each section that needs one", () => {
  expect(examples.map(({ title }) => title)).toEqual(["First call", "Read a config", "Errors", "More options"]);
});

test("gives examples that compile", async () => {
  const declared = "declare const process: { env: Record<string, string | undefined> };\n";
  const sources = examples.map(({ source }) => `{\n${source.replace(/^import .*$/m, "")}}`);
  const names = [...new Set(examples.flatMap(({ source }) => /^import \{ (.+?) \}/m.exec(source)![1]!.split(", ")))];
  const imports = `import { ${names.join(", ")} } from "@integrations-api/client";\n`;

  const output = await consumer.compile(imports + declared + sources.join("\n"), {
    target: "es2023",
    module: "nodenext",
    skipLibCheck: true,
  });

  expect(output).toBe("");
});

test.each(examples)("runs the example of $title", async ({ source }) => {
  const { baseUrl } = await startScript(good);
  const env = { ...process.env, TRUTO_API_TOKEN: "any", TEST_SERVER: baseUrl };
  await writeFile(join(consumer.folder, "example.ts"), source);

  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "./detour.mjs", "example.ts"], {
    cwd: consumer.folder,
    env,
  });

  expect(stdout.trim()).not.toBe("");
});
