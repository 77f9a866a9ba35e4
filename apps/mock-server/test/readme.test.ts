import { exec, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** Starts the mock with the arguments of a command in the README, but on a free port. Resolves to its port. */
async function startByCommand(command: string): Promise<string> {
  const [, given = ""] = command.split("@integrations-api/mock-server ");
  const args = given.replace(/--port \d+/, "--port 0").split(" ");
  const mock = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void mock.kill());
  for await (const line of createInterface({ input: mock.stdout })) {
    const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
    if (port !== undefined) return port;
  }
  throw new Error("The mock ended before it printed its address.");
}

test("starts by the command at the top", async () => {
  const [, command = ""] = /^```sh\n(npx .+)$/m.exec(readme) ?? [];

  const port = await startByCommand(command);

  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
});

test("becomes healthy by the commands of the compose file", async () => {
  const [, compose = ""] = /^```yaml\n(.*?)^```$/ms.exec(readme) ?? [];
  const { command, healthcheck } = parse(compose).services.mock;
  const port = await startByCommand(command);

  const check = (at: string): Promise<number> =>
    new Promise((resolve) => {
      exec(healthcheck.test.replace("4010", at), (error) => resolve(error === null ? 0 : Number(error.code)));
    });

  // Nothing listens on port 1.
  expect([await check(port), await check("1")]).toEqual([0, 1]);
});

test("runs the example in code", async () => {
  const [, source = ""] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
  const args = ["--input-type=module", "--eval", source];
  const node = spawn(process.execPath, args, { cwd: import.meta.dirname, env: { ...process.env, FORCE_COLOR: "0" } });

  const lines = await Array.fromAsync(createInterface({ input: node.stdout }));

  expect(lines).toEqual(["200"]);
});

test("has no relative link", () => {
  expect([...readme.matchAll(/\]\((?!https:)[^)]*\)/g)]).toEqual([]);
});
