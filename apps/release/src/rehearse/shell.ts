import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { firstLine, userEnvironment } from "@integrations-api/test-install/user-shell";
import { StepError } from "./step-error.ts";

/** Starts commands as a user does in a folder, and ends what is left of them. */
export interface Shell {
  /** Resolves to what a command prints on standard output. */
  run(...command: string[]): Promise<string>;
  /** Starts a server, and resolves to its address once it has printed it. */
  serve(...command: string[]): Promise<Server>;
}

export interface Server {
  url: string;
  /** Sends SIGTERM to it and to what it has started. Resolves to its exit code. */
  stop(): Promise<number | string>;
}

/** A command that takes longer hangs. Installing everything anew takes a fifth of it. */
const longestMs = 240_000;
const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) signal(child, "SIGKILL");
});

export function createShell(folder: string, environment: NodeJS.ProcessEnv = {}): Shell {
  const start = (command: string[]): ChildProcess => startIn(folder, environment, command);
  return {
    async run(...command) {
      const child = start(command);
      const [out, err, code] = await Promise.all([text(child.stdout!), text(child.stderr!), exitCode(child)]);
      if (code === 0) return stripVTControlCharacters(out);
      throw new StepError(`${nameOf(command)} ended with ${code}`, lastLines(out + err));
    },
    async serve(...command) {
      const child = start(command);
      const errors = text(child.stderr!);
      const ended = exitCode(child);
      const url = await firstLine(child).catch(async () => {
        throw new StepError(`${nameOf(command)} ended with ${await ended}`, lastLines(await errors));
      });
      return {
        url,
        stop() {
          signal(child, "SIGTERM");
          return ended;
        },
      };
    },
  };
}

function startIn(cwd: string, environment: NodeJS.ProcessEnv, [command = "", ...args]: string[]): ChildProcess {
  const child = spawn(command, args, {
    cwd,
    env: { ...userEnvironment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, because npx does not pass on signals to what it runs.
    detached: process.platform !== "win32",
    // npm and npx are scripts of cmd there.
    shell: process.platform === "win32" && /^np[mx]$/.test(command),
  });
  children.add(child);
  const tooLong = setTimeout(() => signal(child, "SIGKILL"), longestMs);
  child.once("close", () => {
    clearTimeout(tooLong);
    children.delete(child);
  });
  return child;
}

/** Reaches the whole group, as Ctrl-C in a terminal does. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It has just ended.
  }
}

function exitCode(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "no code"));
  });
}

/** What a person would call a command: without folders and without what follows the first arguments. */
function nameOf(command: string[]): string {
  return command
    .slice(0, 4)
    .map((part) => part.split(/[\\/]node_modules[\\/]/).at(-1))
    .join(" ");
}

function lastLines(output: string): string {
  return stripVTControlCharacters(output).trim().split("\n").slice(-40).join("\n");
}
