import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { readCatalogue } from "@integrations-api/scenarios";
import { readFile } from "node:fs/promises";
import { rolldown } from "rolldown";
import { parse } from "yaml";
import { type Peer, peers } from "./client-peers.ts";
import { endWithBench } from "./end-with-bench.ts";
import { contractFile, readExampleRequest } from "./example-request.ts";
import { installPackage } from "./install-packages.ts";
import { createBare } from "./servers.ts";
import { median } from "./statistics.ts";

export interface ClientMeasure {
  name: string;
  /** Bytes of everything that one call needs, minified and gzipped. */
  bytes: number;
  /** Microseconds per sequential call, the median of the rounds. */
  callMicros: number;
}

type Call = (id: string) => Promise<unknown>;

const callsPerRound = 500;

/** Measures what each client adds to a page and to a call. */
export async function compareClients(rounds: number): Promise<ClientMeasure[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-clients-"));
  const request = await readExampleRequest();
  const server = await (await createBare(request)).start();
  try {
    const modules = [
      await installPackage("ky", "2.1.0"),
      fileURLToPath(new URL("../../../node_modules", import.meta.url)),
    ];
    const redoclyClient = await generateRedoclyClient(folder);
    const bundles = await Promise.all(peers.map((peer) => bundle(peer, folder, modules, redoclyClient)));

    const id = request.path.split("/").at(-1) ?? "";
    const calls = await Promise.all(
      bundles.map(async ({ file }) => (await import(file)).make(server.url, "any") as Call),
    );
    const times = await measure(calls, id, rounds);
    return bundles.map(({ name, bytes }, index) => ({ name, bytes, callMicros: median(times[index] ?? []) }));
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** Alternates between the clients, so a machine that is busy for a while slows all of them. */
async function measure(calls: Call[], id: string, rounds: number): Promise<number[][]> {
  const times = calls.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, call] of calls.entries()) {
      const started = performance.now();
      for (let count = 0; count < callsPerRound; count += 1) await call(id);
      // The first round warms up.
      if (round > 0) times[index]?.push(((performance.now() - started) * 1000) / callsPerRound);
    }
  }
  return times;
}

async function generateRedoclyClient(folder: string): Promise<string> {
  const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
  const output = join(folder, "redocly-client.ts");
  const running = promisify(execFile)(
    process.execPath,
    [redocly, "generate-client", contractFile, "--output", output],
    { cwd: dirname(contractFile) },
  );
  endWithBench(running.child);
  await running;
  return output;
}

async function bundle(
  { name, source }: Peer,
  folder: string,
  modules: string[],
  redoclyClient: string,
): Promise<{ name: string; bytes: number; file: string }> {
  const input = join(folder, `${name.replaceAll(/\W/g, "-")}.js`);
  await writeFile(input, source(redoclyClient, await pathOfGetIntegration()));

  const build = await rolldown({ input, platform: "browser", resolve: { modules } });
  const { output } = await build.generate({ format: "esm", minify: true });
  const file = input.replace(/\.js$/, ".bundle.mjs");
  await writeFile(file, output[0].code);
  return { name, bytes: gzipSync(output[0].code, { level: 9 }).length, file: pathToFileURL(file).href };
}

async function pathOfGetIntegration(): Promise<string> {
  const { operations } = readCatalogue(parse(await readFile(contractFile, "utf8")));
  return operations.find(({ operationId }) => operationId === "getIntegration")?.path ?? "";
}

/** Prints sizes and times, and our ratio to each. */
export function printClients(measures: ClientMeasure[]): void {
  const ours = measures[0];
  console.log("client                      bytes gz   µs/call   ours/size   ours/time");
  for (const { name, bytes, callMicros } of measures) {
    const size = ((ours?.bytes ?? Number.NaN) / bytes).toFixed(2);
    const time = ((ours?.callMicros ?? Number.NaN) / callMicros).toFixed(2);
    console.log(
      name.padEnd(26) + [String(bytes), callMicros.toFixed(0), size, time].map((cell) => cell.padStart(11)).join(""),
    );
  }
}
