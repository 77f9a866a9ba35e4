import { fileURLToPath } from "node:url";
import { buildWorkspace } from "./build-workspace.ts";
import { endWithParent } from "./end-with-parent.ts";
import { firstCall } from "./first-call.ts";
import { StartError } from "./start-error.ts";
import { readStartOptions } from "./start-options.ts";
import { type Command, type Server, startServer } from "./start-server.ts";
import { watchContract } from "./watch-contract.ts";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const bundle = fromRoot("openapi/dist/openapi.yaml");

const ending = new AbortController();
const servers: Server[] = [];

endWithParent();
process.on("SIGINT", () => void end(0));
process.on("SIGTERM", () => void end(0));
start().catch((error: unknown) => {
  if (ending.signal.aborted) return undefined;
  console.error(error instanceof StartError ? error.message : error);
  return end(error instanceof StartError ? error.exitCode : 1);
});

async function start(): Promise<void> {
  const { mockPort, referencePort } = await readStartOptions(process.argv.slice(2));

  console.log("Building what is stale …");
  await buildWorkspace(ending.signal);
  const mock = await run({
    name: "mock",
    command: [fromRoot("apps/mock-server/dist/cli.js"), "--port", String(mockPort), "--contract", bundle, "--watch"],
    onLine: (line) => void report(line, mock.url),
  });
  const reference = await run({
    name: "API reference",
    command: [fromRoot("apps/api-reference/src/serve.ts"), "--port", String(referencePort), "--mock", mock.url],
  });

  console.log(`\nMock:          ${mock.url}`);
  console.log(`API reference: ${reference.url}\n`);
  console.log(await firstCall(mock.url, bundle));
  watchContract(fromRoot("openapi"), ending.signal);
  console.log("\nSave a file in openapi/ to see it here. Ctrl-C ends everything.");
}

async function run(command: Command): Promise<Server> {
  const server = await startServer(command, ending.signal);
  servers.push(server);
  void server.ended.then(() => {
    if (ending.signal.aborted) return undefined;
    console.error(`The ${command.name} ended by itself. Ending the rest.`);
    return end(1);
  });
  return server;
}

/** Passes on the mock's log, and repeats the call after the contract has changed. */
async function report(line: string, mockUrl: string): Promise<void> {
  console.log(line);
  if (line.startsWith("The contract has changed")) console.log(await firstCall(mockUrl, bundle));
}

async function end(exitCode: number): Promise<void> {
  ending.abort();
  await Promise.all(servers.map(({ ended }) => ended));
  process.exit(exitCode);
}
