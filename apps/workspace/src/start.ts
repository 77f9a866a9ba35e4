import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { buildWorkspace } from "./build-workspace.ts";
import { firstCall } from "./first-call.ts";
import { StartError } from "./start-error.ts";
import { readStartOptions } from "./start-options.ts";
import { type Server, startServer } from "./start-server.ts";

const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli");
const bundle = fileURLToPath(new URL("../../../openapi/dist/openapi.yaml", import.meta.url));
const reference = fileURLToPath(new URL("../../api-reference/src/serve.ts", import.meta.url));

const ending = new AbortController();
const servers: Server[] = [];

process.on("SIGINT", () => void end(0));
process.on("SIGTERM", () => void end(0));
start().catch((error: unknown) => {
  if (ending.signal.aborted) return undefined;
  console.error(error instanceof StartError ? error.message : error);
  return end(error instanceof StartError ? error.exitCode : 1);
});

async function start(): Promise<void> {
  const options = await readStartOptions(process.argv.slice(2));
  if (!options) return;

  console.log("Building what is stale …");
  await buildWorkspace(ending.signal);
  const mock = await run("mock", [prism, "mock", bundle, "--port", String(options.mockPort)]);
  const docs = await run("API reference", [reference, "--port", String(options.referencePort)]);

  console.log(`\nMock:          ${mock.url}`);
  console.log(`API reference: ${docs.url}\n`);
  console.log(await firstCall(mock.url, bundle));
  console.log("\nCtrl-C ends both.");
}

async function run(name: string, command: string[]): Promise<Server> {
  const server = await startServer(name, command, ending.signal);
  servers.push(server);
  void server.ended.then(() => {
    if (ending.signal.aborted) return undefined;
    console.error(`The ${name} ended by itself. Ending the rest.`);
    return end(1);
  });
  return server;
}

async function end(exitCode: number): Promise<void> {
  ending.abort();
  await Promise.all(servers.map(({ ended }) => ended));
  process.exit(exitCode);
}
