import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Consumer, createConsumer, machineNode } from "../../client/test/consumer.ts";
import { changed } from "./change.ts";
import { bodyOf } from "./contract.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^## (.+?)\n(?:(?!^## ).*\n)*?```ts\n((?:(?!```).*\n)*)```/gm)].map(
  ([, title, source]) => ({ title: title!, file: `${title!.toLowerCase().replaceAll(" ", "-")}.ts`, source: source! }),
);
/** What the comments of each example promise, or what it prints for the body of the test server. */
const printed: Record<string, string[]> = {
  "Explain a body": promisedBy("Explain a body"),
  "Validate a body": promisedBy("Validate a body"),
  "Watch for drift": ["200: /updated_at breaks format", "zendesk"],
  "Another contract": promisedBy("Another contract"),
};
const detour = `
  const send = globalThis.fetch;
  globalThis.fetch = (url, init) => send(url.replace(/^https:..[^/]+/, process.env.TEST_SERVER), init);
`;

const drifted = changed(bodyOf("documented"), { pointer: "/updated_at", value: "2024-01-01 00:00:00" });
const server = createServer((_, response) => {
  response.setHeader("content-type", "application/json").end(JSON.stringify(drifted));
});
let consumer: Consumer;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  consumer = await createConsumer(fileURLToPath(new URL("..", import.meta.url)));
  await writeFile(join(consumer.folder, "detour.mjs"), detour);
  for (const { file, source } of examples) await writeFile(join(consumer.folder, file), source);
});
afterAll(async () => {
  server.close();
  await consumer.remove();
});

test("has an example in each section that needs one", () => {
  expect(examples.map(({ title }) => title)).toEqual(Object.keys(printed));
});

test.each([
  { module: "nodenext", moduleResolution: "nodenext", skipLibCheck: false, skipDefaultLibCheck: true },
  { module: "esnext", moduleResolution: "bundler", skipLibCheck: true },
])("compiles each example in a consumer under $moduleResolution", async (options) => {
  const imports = examples.map(({ file }) => `import "./${file}";`).join("\n");
  const declared = "declare global { var process: { env: Record<string, string | undefined> } }";
  const wrong = `import { validate } from "@integrations-api/explain";
    // @ts-expect-error no schema has this name
    validate({}, { schema: "Integrations" });
  `;
  const compilerOptions = { target: "es2023", allowImportingTsExtensions: true, ...options };

  expect(await consumer.compile(`${imports}\n${declared}\n${wrong}`, compilerOptions)).toBe("");
});

test.each(examples)("prints what the example of $title promises", async ({ title, file }) => {
  expect(await run(process.execPath, file)).toEqual(printed[title]);
});

test("runs on the machine's own Node", async () => {
  await writeFile(join(consumer.folder, "first.js"), examples[0]!.source);

  expect(await run(await machineNode(), "first.js")).toEqual(printed["Explain a body"]);
});

test("has no relative link", () => {
  expect([...readme.matchAll(/\]\((?!https:)[^)]*\)/g)]).toEqual([]);
});

test("has no dependency", async () => {
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));

  expect(manifest).not.toHaveProperty("dependencies");
});

/** The comments after `console.log`, and those of lines of their own. */
function promisedBy(title: string): string[] {
  const { source = "" } = examples.find((one) => one.title === title) ?? {};
  return [...source.matchAll(/(?:^|console\.log\(.*\); )\/\/ (.*)$/gm)].map(([, comment]) => comment!);
}

async function run(node: string, file: string): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const token = { TRUTO_API_TOKEN: "any" };
  const env = { ...process.env, ...token, FORCE_COLOR: undefined, TEST_SERVER: `http://127.0.0.1:${port}` };
  const imported = ["--import", "./detour.mjs"];
  const child = promisify(execFile)(node, [...imported, file], { cwd: consumer.folder, env });
  const { stdout, stderr } = await child;
  return `${stderr}${stdout}`.trim().split("\n");
}
