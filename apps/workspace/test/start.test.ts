import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { cleanEnvironment, copyWorkspace, runNode, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyWorkspace();
});
afterAll(() => copy.remove());

const start = (...args: string[]) => runNode(copy.folder, ["apps/workspace/start.js", ...args]);

/** Starts and reads until all is said. */
async function startAndRead(): Promise<{ child: ChildProcess; lines: string[] }> {
  const child = spawn(process.execPath, ["apps/workspace/start.js"], {
    cwd: copy.folder,
    env: cleanEnvironment(copy.folder),
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === "Ctrl-C ends both.") break;
  }
  return { child, lines };
}

const valueAfter = (lines: string[], label: string): string =>
  lines
    .find((line) => line.startsWith(label))
    ?.slice(label.length)
    .trim() ?? "";

test("serves mock and reference, makes a real call, and ends both on SIGTERM", async () => {
  const { child, lines } = await startAndRead();
  const mock = valueAfter(lines, "Mock:");
  const reference = valueAfter(lines, "API reference:");
  const [, header, url] =
    /^curl -H '(.+?): .+?' (\S+)$/.exec(lines.find((line) => line.startsWith("curl ")) ?? "") ?? [];

  const pasted = await fetch(url!, { headers: { [header!]: "Bearer any" } });
  const page = await fetch(reference);
  const integration = (await pasted.json()) as { name: string };
  child.kill("SIGTERM");
  const [exitCode] = await once(child, "exit");

  expect({ pasted: pasted.status, page: page.status, exitCode }).toEqual({ pasted: 200, page: 200, exitCode: 0 });
  expect(url).toMatch(new RegExp(`^${mock}/`));
  expect(lines).toContain(`  name: '${integration.name}',`);
  await expect(fetch(mock)).rejects.toThrow("fetch failed");
  await expect(fetch(reference)).rejects.toThrow("fetch failed");
});

test("names a port that is taken", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  expect(await start("--mock-port", String(port))).toEqual({
    exitCode: 1,
    output: `Failed to start: --mock-port ${port} is taken. Choose another port, or leave the option out for a free one.\n`,
  });
});

test.each([
  [["--mock-port", "80x"], '--mock-port is "80x". Give a whole number from 0 (a free port) to 65535.'],
  [["--reference-port", "65536"], '--reference-port is "65536". Give a whole number from 0 (a free port) to 65535.'],
  [
    ["--mock-port", "4010", "--reference-port", "4010"],
    "--mock-port and --reference-port are both 4010. Give one of them another port.",
  ],
  [["--port", "1"], "Unknown option '--port'. See npm start -- --help."],
])("refuses %s", async (args, reason) => {
  expect(await start(...args)).toEqual({ exitCode: 2, output: `Failed to start: ${reason}\n` });
});

test("names the place where the contract is broken", async () => {
  const broken = await copyWorkspace();
  onTestFinished(() => broken.remove());
  await broken.edit("openapi/components/examples/beta.yaml", (yaml) => yaml.replace("is_beta: true", "is_beta: soon"));

  const { exitCode, output } = await runNode(broken.folder, ["apps/workspace/start.js"]);

  expect(exitCode).toBe(1);
  expect(output.trim().split("\n").at(-1)).toMatch(
    /^Failed to start: the contract is broken\. openapi\/components\/examples\/beta\.yaml:\d+:\d+: .+ must be boolean\. /,
  );
});

test("says that nothing is installed", async () => {
  const bare = await copyWorkspace({ install: false });
  onTestFinished(() => bare.remove());

  expect(await runNode(bare.folder, ["apps/workspace/start.js"])).toEqual({
    exitCode: 1,
    output: "Failed to start: nothing is installed. Run `npm ci` first.\n",
  });
});
