import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createShell, type Shell } from "../src/rehearse/shell.ts";

async function startShell(environment?: NodeJS.ProcessEnv): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), "shell-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return createShell(folder, environment);
}

test("resolves to what a command prints", async () => {
  const shell = await startShell({ GREETING: "hello" });

  expect(await shell.run("node", "-p", "process.env.GREETING")).toBe("hello\n");
});

test("reports a command that fails with its last lines", async () => {
  const shell = await startShell();

  const failed = shell.run("node", "-e", "console.log('out'); console.error('err'); process.exit(3)");

  await expect(failed).rejects.toMatchObject({
    message: expect.stringMatching(/^node -e .* ended with 3$/),
    details: "out\nerr",
  });
});

test("reports a command that does not exist", async () => {
  const shell = await startShell();

  await expect(shell.run("no-such-command")).rejects.toThrow("no-such-command ended with spawn no-such-command ENOENT");
});

test("ends a server and what it has started", async () => {
  const shell = await startShell();
  const listen =
    "require('http').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })";
  const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(listen)}], { stdio: 'inherit' })`;

  const { url: port, stop } = await shell.serve("node", "-e", parent);
  await stop();

  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
});

test("reports a server that ends before it has an address", async () => {
  const shell = await startShell();

  const failed = shell.serve("node", "-e", "console.error('port taken'); process.exit(2)");

  await expect(failed).rejects.toMatchObject({ details: "port taken" });
});
