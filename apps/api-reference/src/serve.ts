import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

import { serveFolder } from "./serve-folder.ts";
import { readServeOptions } from "./serve-options.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

try {
  const server = await serveFolder(dist, readServeOptions(process.argv.slice(2)));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => server.close().closeAllConnections());
  }
  console.log(`API reference: http://127.0.0.1:${(server.address() as AddressInfo).port}`);
} catch (error) {
  console.error(`Failed to start the API reference: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
