#!/usr/bin/env node
import { createProgram } from "./command-line.ts";
import { ProviderError } from "./provider-error.ts";

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(`Failed to run the provider: ${toReason(error)}`);
  process.exitCode = error instanceof ProviderError ? error.exitCode : 1;
}

function toReason(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === "EADDRINUSE")
    return `port ${error.port} is taken. Choose another with --port; 0 picks a free one.`;
  if (error.syscall === "listen" || error.syscall === "getaddrinfo")
    return `it cannot listen: ${error.message}. Choose another --host or --port.`;
  return error.message;
}
