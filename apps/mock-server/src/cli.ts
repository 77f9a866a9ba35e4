#!/usr/bin/env node
import { type CliOptions, readOptions } from "./cli-options.ts";
import type { MockServer } from "./server/start-mock-server.ts";

let mock: MockServer | undefined;
let isLogLost = false;

// Before anything that takes time: as the first process of a container, it would lose an earlier signal.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void end());

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`Failed to start the mock: ${toReason(error as NodeJS.ErrnoException)}`);
  process.exitCode ??= 1;
}

async function run(options: CliOptions): Promise<void> {
  process.stdout.on("error", loseLog);
  // Loading Prism takes half a second, which a wrong option need not wait for.
  const { startMockServer } = await import("./server/start-mock-server.ts");
  mock = await startMockServer({ ...options, write }).catch((error: NodeJS.ErrnoException) => {
    const isHost = error.code === "EADDRNOTAVAIL" || error.syscall === "getaddrinfo";
    if (error.syscall === "listen" && !isHost) throw error;
    process.exitCode = 2;
    throw isHost ? hostError(error, options.host) : contractError(error, options.contract);
  });
  write(`${options.log === "json" ? JSON.stringify({ url: mock.url }) : mock.url}\n`);
}

function write(text: string): void {
  if (!isLogLost) process.stdout.write(text);
}

/** The reader of a pipe has gone, or a disk is full. */
function loseLog({ code }: NodeJS.ErrnoException): void {
  if (isLogLost) return;
  isLogLost = true;
  console.error(`The log cannot be written any more (${code}). The mock keeps responding.`);
}

async function end(): Promise<void> {
  await mock?.close();
  process.exit(isLogLost ? 1 : 0);
}

function contractError(error: NodeJS.ErrnoException, file = "of this package"): Error {
  const [reason = ""] = error.code === "ENOENT" ? ["the file does not exist"] : error.message.split("\n");
  const isOption = reason.startsWith("Failed to read ");
  return new Error(
    isOption
      ? reason.replace("Failed to read ", "")
      : `the contract ${file} cannot be used: ${reason.replace(/[.:]+$/, "")}.`,
  );
}

function hostError({ code }: NodeJS.ErrnoException, host: string): Error {
  return new Error(
    `--host is "${host}", which is not an address of this machine (${code}). Leave it out for 127.0.0.1.`,
  );
}

function toReason(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === "EADDRINUSE")
    return `port ${error.port} is taken. Choose another with --port; 0 picks a free one.`;
  if (error.syscall === "listen") return `it cannot listen: ${error.message}. Choose another --host or --port.`;
  return error.message;
}
