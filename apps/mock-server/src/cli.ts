#!/usr/bin/env node
import { type CliOptions, readOptions } from "./cli-options.ts";
import type { MockServer } from "./start-mock-server.ts";

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`Failed to start the mock: ${toReason(error as NodeJS.ErrnoException)}`);
  process.exitCode ??= 1;
}

async function run(options: CliOptions): Promise<void> {
  // Loading Prism takes a second, which a wrong option need not wait for.
  const { startMockServer } = await import("./start-mock-server.ts");
  const mock = await startMockServer(options).catch((error: NodeJS.ErrnoException) => {
    const isHost = error.code === "EADDRNOTAVAIL" || error.syscall === "getaddrinfo";
    if (error.syscall === "listen" && !isHost) throw error;
    process.exitCode = 2;
    throw isHost ? hostError(error, options.host) : contractError(error, options.contract);
  });
  // Whoever reads the output has left.
  process.stdout.on("error", () => void end(mock));
  console.log(options.log === "json" ? JSON.stringify({ url: mock.url }) : mock.url);
  process.once("SIGINT", () => void end(mock));
  process.once("SIGTERM", () => void end(mock));
}

async function end(mock: MockServer): Promise<void> {
  await mock.close();
  process.exit(0);
}

function contractError(error: NodeJS.ErrnoException, file: string | undefined): Error {
  const reason = error.code === "ENOENT" ? "there is no such file" : error.message.split("\n")[0];
  return new Error(`--contract ${file ?? "(its own)"} cannot be used: ${reason}. Give a bundled OpenAPI document.`);
}

function hostError({ code }: NodeJS.ErrnoException, host: string): Error {
  return new Error(
    `--host is "${host}", which is not an address of this machine (${code}). Leave it out for 127.0.0.1.`,
  );
}

function toReason(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === "EADDRINUSE")
    return `port ${error.port} is taken. Choose another with --port; 0 takes a free one.`;
  if (error.syscall === "listen") return `it cannot listen: ${error.message}. Choose another --host or --port.`;
  return error.message;
}
