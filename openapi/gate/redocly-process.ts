import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const config = fileURLToPath(new URL("redocly.yaml", import.meta.url));

export interface RedoclyOutcome {
  isSuccess: boolean;
  stdout: string;
  /** The first line that the command wrote on stderr. */
  reason: string;
}

/** Runs the Redocly CLI. It sends nothing: no telemetry, no search for a newer version. */
export async function runRedocly(args: string[]): Promise<RedoclyOutcome> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", FORCE_COLOR: "0" };
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 1 << 28 };
    execFile(process.execPath, [cli, ...args, `--config=${config}`], options, (error, stdout, stderr) => {
      const lines = stderr.split("\n").filter((line) => line.trim() !== "");
      resolve({ isSuccess: error === null, stdout, reason: lines[0]?.trim() ?? "it ended without a message" });
    });
  });
}
