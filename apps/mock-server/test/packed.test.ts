import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { catalogue, requestFor } from "@integrations-api/scenarios";
import { type Installed, installPackages } from "@integrations-api/test-install/install-packages";
import { firstLine, run } from "@integrations-api/test-install/user-shell";
import { beforeAll, expect, onTestFinished, test } from "vitest";

const cli = ["integrations-api-mock", "--port", "0"];
const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const scenario = operation.scenarios[0]!;
const { path, headers } = requestFor(operation, scenario)!;

let mock: Installed;
beforeAll(async () => {
  mock = await installPackages("@integrations-api/mock-server");
  return () => mock.remove();
}, 300_000);

function start(...command: string[]): ChildProcess {
  const process = mock.spawn(command);
  onTestFinished(() => void process.kill("SIGKILL"));
  return process;
}

async function exitCode(process: ChildProcess): Promise<number | null> {
  if (process.exitCode === null) await once(process, "exit");
  return process.exitCode;
}

test("takes nothing of ours from the registry", async () => {
  const { packages } = JSON.parse(await readFile(join(mock.folder, "package-lock.json"), "utf8"));
  const installed = Object.entries<{ resolved?: string }>(packages).map(([folder, { resolved = "" }]) => {
    return { name: folder.replace("node_modules/", ""), isFile: resolved.startsWith("file:") };
  });

  const files = installed.filter(({ isFile }) => isFile).map(({ name }) => name);
  const ours = installed.map(({ name }) => name).filter((name) => name.includes("@integrations-api/"));

  expect(ours).toEqual(["client", "mock-server", "openapi", "scenarios"].map((name) => `@integrations-api/${name}`));
  expect(files).toEqual(ours);
});

test("leaves a lock file that npm ci accepts", async () => {
  await expect(run(mock.folder, "npm", "ci", "--dry-run", "--offline")).resolves.toEqual(expect.any(String));
});

test("responds on the machine's own Node until SIGTERM", async () => {
  const process = start(...cli, "--log", "silent");
  const url = await firstLine(process);

  const response = await fetch(url + path, { headers });
  const received = { status: response.status, body: await response.json() };
  process.kill("SIGTERM");

  expect({ ...received, code: await exitCode(process), stderr: await text(process.stderr!) }).toEqual({
    status: scenario.status,
    body: scenario.body,
    code: 0,
    stderr: "",
  });
});

test("starts by its function on the machine's own Node", async () => {
  const script = `
    import { startMockServer } from "@integrations-api/mock-server";
    const { url, close } = await startMockServer();
    const { status } = await fetch(url + "/__mock/health");
    await close();
    console.log(JSON.stringify({ url, status }));
  `;
  await writeFile(join(mock.folder, "main.mjs"), script);

  const printed = await run(mock.folder, "node", "main.mjs");

  expect(JSON.parse(printed)).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), status: 200 });
});

test("keeps responding after the reader of its log has left", async () => {
  const process = start(...cli, "--log", "json");
  const { url } = JSON.parse(await firstLine(process));
  const told = text(process.stderr!);

  process.stdout!.destroy();
  await fetch(url + path, { headers });
  await once(process.stderr!, "data");
  const { status } = await fetch(url + path, { headers });
  process.kill("SIGTERM");

  expect({ status, code: await exitCode(process), told: await told }).toEqual({
    status: scenario.status,
    code: 1,
    told: "The log cannot be written any more (EPIPE). The mock keeps responding.\n",
  });
});

/** Makes a command the first process of a PID namespace, which a signal that it does not handle cannot end. */
const asFirst = ["unshare", "--pid", "--fork", "--mount-proc"];

function reasonToSkip(): string | undefined {
  try {
    execFileSync(asFirst[0]!, [...asFirst.slice(1), "true"], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    return `a PID namespace of its own is not possible here: ${(error as Error).message.trim()}`;
  }
}

const reason = reasonToSkip();
if (reason) console.log(`not run: ${reason}`);

/** Ends what `unshare` has started, as a container's runtime does. It does not pass the signal on itself. */
async function endFirst({ pid }: ChildProcess): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  process.kill(Number(children), "SIGTERM");
}

test.skipIf(reason)("ends on SIGTERM as the first process", async () => {
  const process = start(...asFirst, ...cli, "--log", "silent");
  await firstLine(process);

  await endFirst(process);

  expect(await exitCode(process)).toBe(0);
});

test.skipIf(reason)("ends on SIGTERM while starting as first process", async () => {
  const contract = join(mock.folder, "contract.yaml");
  execFileSync("mkfifo", [contract]);
  const process = start(...asFirst, ...cli, contract);

  // Opens when the mock reads it, and keeps it waiting.
  const writer = await open(contract, "w");
  await endFirst(process);
  // Node itself waits for a read in progress before it exits.
  await writer.close();

  expect({ code: await exitCode(process), printed: await text(process.stdout!) }).toEqual({ code: 0, printed: "" });
});
