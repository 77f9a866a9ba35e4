import { fileURLToPath } from "node:url";
import { buildFirst } from "./build-first.ts";
import { endWithParent } from "./end-with-parent.ts";
import { startServer } from "./start-server.ts";

/** Options with which the command needs no mock: they name a server, or test none. */
const withoutMock = /^(--url|--target|--print-target|--help|-h|--version|-v)(=|$)/;

endWithParent();
const ending = new AbortController();
const isMockNeeded = !process.argv.slice(2).some((argument) => withoutMock.test(argument));
await buildFirst(["contract-tests", ...(isMockNeeded ? ["mock-server"] : [])]);

if (isMockNeeded) {
  const file = fileURLToPath(new URL("../../mock-server/dist/cli.js", import.meta.url));
  const mock = await startServer({ name: "mock", command: [file, "--port", "0", "--log", "silent"] }, ending.signal);
  console.error(`Started the mock at ${mock.url}, because no --url is given.`);
  process.env["CONTRACT_TOKEN"] ??= "any";
  process.argv.push("--url", mock.url);
}
await import(new URL("../../contract-tests/dist/cli.js", import.meta.url).href);
ending.abort();
