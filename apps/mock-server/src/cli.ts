#!/usr/bin/env node
import { help, OptionError, readOptions } from "./cli-options.ts";
import type { MockServer } from "./start-mock-server.ts";

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await run(options);
  else console.log(help);
} catch (error) {
  console.error(`Failed to start the mock: ${toReason(error as NodeJS.ErrnoException)}`);
  process.exitCode = error instanceof OptionError ? 2 : 1;
}

async function run(options: NonNullable<ReturnType<typeof readOptions>>): Promise<void> {
  // Loading Prism takes a second, which a wrong option need not wait for.
  const { startMockServer } = await import("./start-mock-server.ts");
  const mock = await startMockServer(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRNOTAVAIL" || error.syscall === "getaddrinfo") throw hostError(error, options.host);
    throw error.syscall === "listen" ? error : contractError(error, options.contract);
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
  return new OptionError(
    `--contract ${file ?? "(its own)"} cannot be used: ${reason}. Give a bundled OpenAPI document.`,
  );
}

function hostError({ code }: NodeJS.ErrnoException, host: string | undefined): Error {
  return new OptionError(
    `--host is "${host}", which is no address of this machine (${code}). Leave it out for 127.0.0.1.`,
  );
}

function toReason(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === "EADDRINUSE")
    return `port ${error.port} is taken. Choose another with --port; 0 takes a free one.`;
  if (error.syscall === "listen") return `it cannot listen: ${error.message}. Choose another --host or --port.`;
  return error.message;
}
