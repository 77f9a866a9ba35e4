import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const config = fileURLToPath(new URL("redocly.yaml", import.meta.url));

export interface RedoclyOutcome {
  isSuccess: boolean;
  stdout: string;
  /** The message of the first problem, in one line. */
  reason: string;
}

/** Runs the Redocly CLI. It sends nothing: no telemetry, no search for a newer version. */
export async function runRedocly(args: string[]): Promise<RedoclyOutcome> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", FORCE_COLOR: "0" };
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 1 << 28 };
    execFile(process.execPath, [cli, ...args, `--config=${config}`], options, (error, stdout, stderr) => {
      resolve({ isSuccess: error === null, stdout, reason: firstProblem(stripVTControlCharacters(stderr)) });
    });
  });
}

/** A problem is `[1] FILE:LINE:COLUMN at POINTER` and a message below; other failures are the last line. */
function firstProblem(stderr: string): string {
  const [, message] = /^\[1\] [^\n]*\n+([^\n]+)/m.exec(stderr) ?? [];
  return (message ?? stderr.trim().split("\n").at(-1) ?? "").replace(/\.$/, "") || "it ended without a message";
}
