import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { cleanEnvironment, cloneWorkspace, copyBuiltWorkspace, runNode, type WorkspaceCopy } from "./workspace-copy.ts";

let copy: WorkspaceCopy;
beforeAll(async () => {
  copy = await copyBuiltWorkspace();
});
afterAll(() => copy.remove());

const start = (...args: string[]) => runNode(copy.folder, ["apps/workspace/start.js", ...args]);

interface Started {
  child: ChildProcess;
  /** The lines printed so far. */
  lines: string[];
  /** Resolves to the first line that contains the text. */
  until(text: string): Promise<string>;
}

/** Runs `npm start` and reads its output up to the last line of the start. */
async function startAndRead(folder: string): Promise<Started> {
  const child = spawn(process.execPath, ["apps/workspace/start.js"], {
    cwd: folder,
    env: cleanEnvironment(folder),
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill());
  const lines: string[] = [];
  const said = new EventEmitter();
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on("line", (line) => {
      lines.push(line);
      said.emit("line");
    });
  }

  const until = async (text: string): Promise<string> => {
    for (;;) {
      const found = lines.find((line) => line.includes(text));
      if (found !== undefined) return found;
      await once(said, "line");
    }
  };
  await until("Ctrl-C ends everything.");
  return { child, lines, until };
}

/** Runs a command that serves until it prints its address. */
async function serve(command: string): Promise<string | undefined> {
  const [tool = "", ...args] = command.split(" ");
  const env = cleanEnvironment(copy.folder);
  const child = spawn(tool, args, { cwd: copy.folder, env, detached: true, stdio: ["ignore", "pipe", "ignore"] });
  // Nx and npm leave their children behind, so the whole group is ended.
  onTestFinished(() => void process.kill(-child.pid!, "SIGKILL"));

  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+(?!\S*\/)/.exec(line) ?? [];
    if (url) return url;
  }
  return undefined;
}

const valueAfter = (lines: string[], label: string): string =>
  lines
    .find((line) => line.startsWith(label))
    ?.slice(label.length)
    .trim() ?? "";

test("serves mock and reference, and shows each contract that is saved", async () => {
  const edited = await copyBuiltWorkspace();
  onTestFinished(() => edited.remove());
  const { child, lines, until } = await startAndRead(edited.folder);
  const mock = valueAfter(lines, "Mock:");
  const reference = valueAfter(lines, "API reference:");
  const [, header, url] = /^curl -H '(.+?): .+?' (\S+)$/.exec(await until("curl -H")) ?? [];
  const example = "openapi/components/examples/documented.yaml";
  const nameOf = async (): Promise<string> => {
    const response = await fetch(url!, { headers: { [header!]: "Bearer any" } });
    return ((await response.json()) as { name: string }).name;
  };

  expect(url).toMatch(new RegExp(`^${mock}/`));
  expect(lines).toContain(`  name: '${await nameOf()}',`);
  expect((await fetch(reference)).status).toBe(200);
  expect(await (await fetch(`${reference}/mock.json`)).json()).toEqual({ url: mock });

  await edited.edit(example, (yaml) => yaml.replace("name: zendesk", "name: zendesk-eu"));
  await until("name: 'zendesk-eu'");
  await edited.edit(example, (yaml) => yaml.replace("is_beta: false", "is_beta: no-way"));

  expect(await until("Still using the last valid contract")).toMatch(
    /openapi\/components\/examples\/documented\.yaml:\d+:\d+/,
  );
  expect(await nameOf()).toBe("zendesk-eu");

  child.kill("SIGTERM");

  expect(await once(child, "exit")).toEqual([0, null]);
  for (const address of [mock, reference]) await expect(fetch(address)).rejects.toThrow("fetch failed");
});

test.each(["npx nx prism mock-server --port=0", "npx nx serve api-reference --port=0"])(
  "serves by %s",
  async (command) => {
    const url = await serve(command);

    expect((await fetch(url!)).status).toBeLessThan(500);
  },
);

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
  [
    ["--mock-port", "80x"],
    "option '--mock-port <n>' argument '80x' is invalid. Give a whole number from 0 (a free port) to 65535.",
  ],
  [
    ["--reference-port", "65536"],
    "option '--reference-port <n>' argument '65536' is invalid. Give a whole number from 0 (a free port) to 65535.",
  ],
  [
    ["--mock-port", "4010", "--reference-port", "4010"],
    "--mock-port and --reference-port are both 4010. Give one of them another port.",
  ],
  [["--mock-prot", "1"], "unknown option '--mock-prot'\n(Did you mean --mock-port?)"],
])("refuses %s", async (args, reason) => {
  expect(await start(...args)).toEqual({ exitCode: 2, output: `Failed to start: ${reason}\n` });
});

test("names the place where the contract is broken", async () => {
  const broken = await copyBuiltWorkspace();
  onTestFinished(() => broken.remove());
  await broken.edit("openapi/components/examples/beta.yaml", (yaml) => yaml.replace("is_beta: true", "is_beta: soon"));

  const { exitCode, output } = await runNode(broken.folder, ["apps/workspace/start.js"]);

  expect(exitCode).toBe(1);
  expect(output.trim().split("\n").at(-1)).toMatch(
    /^Failed to start: the contract is broken\. openapi\/components\/examples\/beta\.yaml:\d+:\d+: .+ must be boolean\. /,
  );
});

test("says that nothing is installed", async () => {
  const bare = await cloneWorkspace();
  onTestFinished(() => bare.remove());

  expect(await runNode(bare.folder, ["apps/workspace/start.js"])).toEqual({
    exitCode: 1,
    output: "Failed to start: nothing is installed. Run `npm ci` first.\n",
  });
});
