import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

import { serveFolder } from "./serve-folder.ts";
import { parseServeOptions, type ServeOptions } from "./serve-options.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

await serve(process.argv.slice(2));

async function serve(args: string[]): Promise<void> {
  let options: ServeOptions;
  try {
    options = parseServeOptions(args);
  } catch (error) {
    return fail(error, 2);
  }

  try {
    const server = await serveFolder(dist, options.port);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => server.close().closeAllConnections());
    }
    console.log(`API reference: http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } catch (error) {
    fail(error, 1);
  }
}

function fail(error: unknown, exitCode: 1 | 2): void {
  console.error(`Failed to start the API reference: ${error instanceof Error ? error.message : error}`);
  process.exitCode = exitCode;
}
