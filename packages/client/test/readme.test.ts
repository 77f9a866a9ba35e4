import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Consumer, createConsumer } from "./consumer.ts";
import { contractServer } from "./contract.ts";
import { good, startScript } from "./start-script.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^## (.+?)\n(?:(?!^## ).*\n)*?```ts\n((?:(?!```).*\n)*)```/gm)].map(
  ([, title, source]) => ({ title: title!, file: `${title!.toLowerCase().replaceAll(" ", "-")}.ts`, source: source! }),
);
// Redirects requests for the vendor's server to a test server.
const detour = `
  const send = globalThis.fetch;
  globalThis.fetch = (url, init) => send(url.replace(${JSON.stringify(contractServer)}, process.env.TEST_SERVER), init);
`;

let consumer: Consumer;
beforeAll(async () => {
  consumer = await createConsumer();
  await writeFile(join(consumer.folder, "detour.mjs"), detour);
  await cp(
    dirname(createRequire(import.meta.url).resolve("undici/package.json")),
    join(consumer.folder, "node_modules/undici"),
    {
      recursive: true,
    },
  );
  for (const { file, source } of examples) await writeFile(join(consumer.folder, file), source);
});
afterAll(() => consumer.remove());

test("has an example in each section that needs one", () => {
  expect(examples.map(({ title }) => title)).toEqual([
    "First call",
    "Read a config",
    "Errors",
    "Retries and time",
    "More options",
    "Use a proxy",
  ]);
});

test("gives examples that compile", async () => {
  const imports = examples.map(({ file }) => `import "./${file}";\n`);
  const declared = "declare global { var process: { env: Record<string, string | undefined> } }\n";

  const output = await consumer.compile(imports.join("") + declared, {
    target: "es2023",
    module: "nodenext",
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  });

  expect(output).toBe("");
});

test.each(examples.filter(({ title }) => title !== "Use a proxy"))("runs the example of $title", async ({ file }) => {
  const { baseUrl } = await startScript(good);

  const { stdout } = await run(file, { TEST_SERVER: baseUrl });

  expect(stdout.trim()).not.toBe("");
});

test("runs the example that uses a proxy", async () => {
  const asked: unknown[] = [];
  const proxy = createServer().on("connect", ({ url }, socket) => {
    asked.push(url);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void proxy.close());

  const { stdout } = await run("use-a-proxy.ts", {
    HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  });

  expect(new Set(asked)).toEqual(new Set([`${new URL(contractServer).host}:443`]));
  expect(stdout).toContain("failed: connection failed");
});

function run(file: string, env: Record<string, string>): Promise<{ stdout: string }> {
  return promisify(execFile)(process.execPath, ["--import", "./detour.mjs", file], {
    cwd: consumer.folder,
    env: { ...process.env, TRUTO_API_TOKEN: "any", ...env },
  });
}
