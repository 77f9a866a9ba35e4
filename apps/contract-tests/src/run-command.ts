import { writeFile } from "node:fs/promises";
import { CommanderError } from "commander";
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
import type { Surroundings } from "./surroundings.ts";
import { isLoopback } from "./traffic/safety.ts";

/** Runs the command line, and resolves to its exit code. */
export async function runCommand(args: string[], surroundings: Surroundings): Promise<number> {
  try {
    return await run(readOptions(args, surroundings), surroundings);
  } catch (error) {
    // It has printed its message, or the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CannotRun)) throw error;
    surroundings.err.write(`Failed to run the contract tests: ${error.message}\n`);
    return 2;
  }
}

async function run(options: CliOptions, { environment, input, out, err, signal }: Surroundings): Promise<number> {
  const contract = readContract(await readDocument(options.contract));
  if (options.printTarget) {
    out.write(printTarget(contract.operations, options.url));
    return 0;
  }

  const token = options.token === "-" ? (await input()).trim() : options.token;
  const given = { ...options, ...(token !== undefined && { token }) };
  const target = await resolveTarget(given, { operations: contract.operations, environment });
  await prepareReports(options.report);
  const progress = createProgress(err);
  const connection = await openConnection({ ...options, url: target.url, timeoutMs: options.timeout });
  try {
    const result = await runSuite({
      ...options,
      runs: options.runs,
      contract,
      target,
      connection,
      pace: options.pace ?? target.pace ?? usualPace(target.url),
      signal,
      onProgress: progress.show,
    });
    progress.end();
    for (const [format, file] of Object.entries(options.report))
      await writeFile(file, renderReport(format as Format, result, contract, target));
    out.write(`${renderReport("text", result, contract, target).trimStart()}\n`);
    return result.exit;
  } finally {
    progress.end();
    await connection.close();
  }
}

/** Spares servers that others use. */
function usualPace(url: string): { count: number; ms: number } {
  return isLoopback(url) ? { count: 1000, ms: 1 } : { count: 20, ms: 1000 };
}
