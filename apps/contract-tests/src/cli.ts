#!/usr/bin/env node
import { text } from "node:stream/consumers";
import { runCommand } from "./run-command.ts";

const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopped.abort());

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  input: () => text(process.stdin),
  out: process.stdout,
  err: process.stderr,
  signal: stopped.signal,
});
