#!/usr/bin/env node
import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CannotRun } from "./cannot-run.ts";
import { type CliOptions, readOptions } from "./cli-options.ts";
import { readContract } from "./contract/read-contract.ts";
import { readDocument } from "./contract/read-document.ts";
import { openConnection } from "./http/connection.ts";
import { createProgress } from "./progress.ts";
import { type Format, prepareReports, renderReport } from "./report/report.ts";
import { runSuite } from "./run-suite.ts";
import { printTarget } from "./target/print-target.ts";
import { resolveTarget } from "./target/resolve-target.ts";
import { isLoopback } from "./traffic/safety.ts";

const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopped.abort());

try {
  process.exitCode = await run(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  console.error(`Failed to run the contract tests: ${error.message}`);
  process.exitCode = 2;
}

async function run(options: CliOptions): Promise<number> {
  const contract = readContract(await readDocument(options.contract));
  if (options.printTarget) {
    process.stdout.write(printTarget(contract.operations, options.url));
    return 0;
  }

  const token = options.token === "-" ? (await text(process.stdin)).trim() : options.token;
  const target = await resolveTarget({ ...options, ...(token !== undefined && { token }) }, contract.operations);
  await prepareReports(options.report);
  const progress = createProgress(process.stderr);
  const connection = await openConnection({ ...options, url: target.url, timeoutMs: options.timeout });
  try {
    const result = await runSuite({
      ...options,
      runs: options.runs,
      contract,
      target,
      connection,
      pace: options.pace ?? target.pace ?? (isLoopback(target.url) ? { count: 1000, ms: 1 } : { count: 20, ms: 1000 }),
      signal: stopped.signal,
      onProgress: progress.show,
    });
    progress.end();
    for (const [format, file] of Object.entries(options.report))
      await writeFile(file, renderReport(format as Format, result, contract, target));
    process.stdout.write(`${renderReport("text", result, contract, target).trimStart()}\n`);
    return result.exit;
  } finally {
    progress.end();
    await connection.close();
  }
}
