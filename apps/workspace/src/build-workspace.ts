import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { StartError } from "./start-error.ts";

const nx = createRequire(import.meta.url).resolve("nx/bin/nx.js");
const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface BuildOptions {
  /** @default every project */
  projects?: string[] | undefined;
  /** Receives a line for each task that runs. @default console.log */
  log?: ((line: string) => void) | undefined;
}

/** Builds the projects whose inputs have changed. */
export async function buildWorkspace(
  signal: AbortSignal,
  { projects = ["*"], log = console.log }: BuildOptions = {},
): Promise<void> {
  const args = [nx, "run-many", "--targets=bundle,build", `--projects=${projects.join(",")}`, "--outputStyle=static"];
  const build = spawn(process.execPath, args, { cwd: root, signal, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => build.on("error", () => undefined).once("close", resolve));
  const errors = text(build.stderr);

  const lines: string[] = [];
  for await (const coloured of createInterface({ input: build.stdout })) {
    const line = stripVTControlCharacters(coloured);
    lines.push(line);
    const [, task] = /^> nx run @integrations-api\/(\S+)$/.exec(line) ?? [];
    if (task) log(`  ${task}`);
  }
  if ((await ended) === 0) return;

  const output = lines.join("\n");
  const problem = firstLintProblem(output);
  if (problem) throw new StartError(`the contract is broken. ${problem}. All problems: npx nx lint openapi`);
  throw new StartError(`the build failed.\n${output}\n${await errors}`);
}

/** Finds `[1] FILE:LINE:COLUMN at POINTER` and the message below it, and joins them. */
function firstLintProblem(output: string): string | undefined {
  const [, place, message] = /^\[1\] (\S+:\d+:\d+)[^\n]*\n+([^\n]+)/m.exec(output) ?? [];
  return place && message && `${place}: ${message.replace(/\.$/, "")}`;
}
