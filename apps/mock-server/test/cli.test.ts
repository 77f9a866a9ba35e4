import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { catalogue, requestFor } from "@integrations-api/scenarios";
import { expect, onTestFinished, test } from "vitest";
import { type RunningServer, startCli } from "./start-process.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const bundle = createRequire(import.meta.url).resolve("@integrations-api/openapi/openapi.yaml");
const operation = catalogue.operations.find(({ operationId }) => operationId === "getIntegration")!;
const requestOf = (name: string): { path: string } =>
  requestFor(
    operation,
    operation.scenarios.find((scenario) => scenario.name === name)!,
  )!;
const headers = { authorization: "Bearer secret-token" };

async function start(...args: string[]): Promise<RunningServer> {
  return startWith({}, "--port", "0", ...args);
}

async function startWith(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<RunningServer> {
  const mock = await startCli(environment, args);
  onTestFinished(() => void mock.process.kill());
  return mock;
}

/** The status that a request gets under another name. */
async function requestAs(host: string, url: string): Promise<number | undefined> {
  const [response] = await once(request(url, { headers: { host } }).end(), "response");
  return response.resume().statusCode;
}

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

async function nextLine({ process: { stdout }, lines }: RunningServer, part: string): Promise<string> {
  for (;;) {
    const found = lines.find((line) => line.includes(part));
    if (found) return found;
    await once(stdout!, "data");
    await new Promise(setImmediate);
  }
}

const invalid = (option: string, value: string): string => `option '${option}' argument '${value}' is invalid.`;

test.each([
  [["--port", "x"], `${invalid("-p, --port <n>", "x")} Give a whole number from 0 (a free port) to 65535.`],
  [["--port", "65536"], `${invalid("-p, --port <n>", "65536")} Give a whole number from 0 (a free port) to 65535.`],
  [
    ["--latency", "9..1"],
    `${invalid("--latency <ms>", "9..1")} Give milliseconds: 200, or from the least to the most: 200..800.`,
  ],
  [["--log", "xml"], `${invalid("--log <format>", "xml")} Allowed choices are pretty, json, silent.`],
  [["--host", ""], `${invalid("--host <name>", "")} Give an address, such as 127.0.0.1.`],
  [["--prot", "1"], "unknown option '--prot'\n(Did you mean --port?)"],
  [["--contract", "nowhere.yaml"], "the contract nowhere.yaml cannot be used: the file does not exist."],
  [
    ["one.yaml", "--contract", "other.yaml"],
    "--contract other.yaml and the argument one.yaml differ. Give one of them.",
  ],
  [
    ["--path-alias", "/nowhere=/elsewhere"],
    "pathAliases: /nowhere cannot be /elsewhere. The contract has no /nowhere.",
  ],
  [
    ["--path-alias", "elsewhere"],
    `${invalid("--path-alias <path=path>", "elsewhere")} Give two paths, such as /integrations/{id}=/integration/{id}.`,
  ],
  [["--time-scale", "-1"], `${invalid("--time-scale <n>", "-1")} Give a number of at least 0, such as 0.1.`],
  [["--allow-host", "a:b:c/"], `${invalid("--allow-host <name>", "a:b:c/")} Give a name without a port, such as mock.`],
  [
    ["--host", "192.0.2.1", "--port", "0"],
    '--host is "192.0.2.1", which is not an address of this machine (EADDRNOTAVAIL). Leave it out for 127.0.0.1.',
  ],
])("refuses %j in one line", async (args, reason) => {
  expect(await run(...args)).toEqual({ code: 2, out: "", err: `Failed to start the mock: ${reason}\n` });
});

test("names a port that is taken", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const { code, err } = await run("--port", String(port));

  expect({ code, err }).toEqual({
    code: 1,
    err: `Failed to start the mock: port ${port} is taken. Choose another with --port; 0 picks a free one.\n`,
  });
});

test.each(["--help", "-h"])("shows every option on %s", async (flag) => {
  const { code, out } = await run(flag);

  expect(code).toBe(0);
  const options = ["port", "host", "allow-host", "contract", "path-alias", "latency", "time-scale", "watch", "log"];
  for (const option of options) expect(out).toContain(`--${option}`);
});

test("prints its version", async () => {
  const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));

  expect(await run("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

test("takes a file, a port from PORT and an address that clients can use", async () => {
  const mock = await startWith({ PORT: "0" }, bundle, "--host", "0.0.0.0", "--allow-host", "mock", "--log", "silent");
  const { port } = new URL(mock.url);

  const response = await requestAs(`mock:${port}`, `${mock.url}/__mock/requests`);

  expect(mock.url).toBe(`http://127.0.0.1:${port}`);
  expect(response).toBe(200);
});

test("serves other paths, without waiting", async () => {
  const { path: template } = operation;
  const alias = `/proxy${template}`;
  const { url } = await start("--path-alias", `${template}=${alias}`, "--time-scale", "0", "--log", "silent");
  const slow = requestOf("slow").path;
  const limited = operation.scenarios.find(({ headers: sent }) => sent["retry-after"] !== undefined)!;

  const [original, other] = await Promise.all([slow, `/proxy${slow}`].map((path) => fetch(url + path, { headers })));
  const held = await fetch(url + requestOf(limited.name).path, { headers });

  expect(await other!.json()).toEqual(await original!.json());
  expect(held.headers.get("retry-after")).toBe("0");
});

test("prints the address first and a line for each request, as JSON", async () => {
  const mock = await start("--log", "json");
  await fetch(mock.url + requestOf("beta").path, { headers });
  await nextLine(mock, "beta");

  expect(mock.lines.map((line) => JSON.parse(line))).toEqual([
    { url: mock.url },
    expect.objectContaining({ method: "GET", status: 200, scenario: "beta", reason: 'id of "beta"' }),
  ]);
  expect(mock.lines.join()).not.toContain("secret-token");
});

test("prints the address and nothing else when silent", async () => {
  const mock = await start("--log", "silent");
  await fetch(mock.url + requestOf("beta").path, { headers });
  mock.process.kill("SIGTERM");
  await once(mock.process, "exit");

  expect(mock.lines).toEqual([mock.url]);
});

test.each(["SIGTERM", "SIGINT"] as const)("completes responses in progress on %s and exits with 0", async (signal) => {
  const mock = await start("--log", "json", "--time-scale", "0.2");
  const hanging = fetch(mock.url + requestOf("hang").path, { headers }).catch(() => "ended");
  const slow = fetch(mock.url + requestOf("slow").path, { headers });
  await nextLine(mock, "hang");
  await nextLine(mock, "slow");

  mock.process.kill(signal);
  const [code] = await once(mock.process, "exit");

  expect({ code, slow: (await slow).status, hanging: await hanging }).toEqual({ code: 0, slow: 200, hanging: "ended" });
});

test("waits before every answer when told to", async () => {
  const { url } = await start("--latency", "200..300", "--log", "silent");
  const started = performance.now();
  await fetch(url + requestOf("beta").path, { headers });

  expect(performance.now() - started).toBeGreaterThan(195);
});

test.skipIf(process.platform === "win32")("keeps responding after its log is lost, and ends with 1", async () => {
  const mock = await start("--log", "json");
  const errors = createInterface({ input: mock.process.stderr! });
  const lines: string[] = [];
  errors.on("line", (line) => lines.push(line));
  mock.process.stdout!.destroy();

  const lost = once(errors, "line");
  for (const _ of [1, 2]) expect((await fetch(mock.url + requestOf("beta").path, { headers })).status).toBe(200);
  await lost;
  mock.process.kill("SIGTERM");
  const [code] = await once(mock.process, "close");

  expect({ code, lines }).toEqual({
    code: 1,
    lines: ["The log cannot be written any more (EPIPE). The mock keeps responding."],
  });
});

test("takes over a contract whose folder is made anew, as a build does", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const built = join(folder, "dist");
  const contract = join(built, "openapi.yaml");
  const build = async (yaml: string): Promise<void> => {
    await rm(built, { recursive: true, force: true });
    await mkdir(built);
    await writeFile(contract, yaml);
  };
  const yaml = await readFile(bundle, "utf8");
  await build(yaml);
  const mock = await start("--contract", contract, "--watch");

  for (const title of ["Once", "Twice"]) {
    await build(yaml.replace(/^ {2}title: .*/m, `  title: ${title}`));
    await nextLine(mock, "has changed");
    mock.lines.length = 0;
    const inUse = await (await fetch(`${mock.url}/__mock/openapi.json`)).json();
    expect(Object(inUse).info.title).toBe(title);
  }
});

test("takes over a changed contract and keeps the last good one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const contract = join(folder, "openapi.yaml");
  const yaml = await readFile(bundle, "utf8");
  await writeFile(contract, yaml);
  const mock = await start("--contract", contract, "--watch");
  const labelOf = async (): Promise<unknown> => {
    const response = await fetch(mock.url + requestOf("slow").path, {
      headers: { ...headers, prefer: "example=slow" },
    });
    return Object(await response.json()).config.label;
  };

  await writeFile(contract, yaml.replaceAll("label: Slow", "label: Slower"));
  await nextLine(mock, "has changed");
  expect(await labelOf()).toBe("Slower");

  await writeFile(contract, "openapi: 3.1.0\npaths: [");
  await nextLine(mock, "Still using the last valid contract");
  expect(await labelOf()).toBe("Slower");
});
