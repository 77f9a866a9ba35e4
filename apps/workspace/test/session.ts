import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { cleanEnvironment } from "./workspace-copy.ts";

/** A command and every process it has started, in their own session. */
export interface Session {
  /** The process id of the command, which is also the id of its process group. */
  pid: number;
  /** Its standard output, line by line. */
  lines: AsyncIterator<string>;
  /** Resolves when one of its processes runs the script. */
  runs(script: string): Promise<void>;
  /** Resolves when no process of the session is running. */
  ended(): Promise<void>;
}

/** Starts a command in a new session; npm runs scripts with the given shell. Linux only, because it reads `/proc`. */
export function startSession(folder: string, command: string, shell = "sh"): Session {
  const [tool = "", ...args] = command.split(" ");
  const child = spawn(tool, args, {
    cwd: folder,
    env: { ...cleanEnvironment(folder), npm_config_script_shell: shell },
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const pid = child.pid!;
  onTestFinished(async () => {
    for (const { id } of await readSession(pid)) process.kill(id, "SIGKILL");
  });

  return {
    pid,
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    async runs(script) {
      for (;;) {
        const running = await readSession(pid);
        if (running.some(({ commandLine }) => commandLine.includes(script))) return;
        if (running.length === 0) throw new Error(`The command ended without running ${script}.`);
        await setTimeout(20);
      }
    },
    async ended() {
      while ((await readSession(pid)).length > 0) await setTimeout(20);
    },
  };
}

interface Running {
  id: number;
  commandLine: string;
}

async function readSession(session: number): Promise<Running[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(ids.map((id) => readProcess(id, session)));
  return found.filter((running) => running !== undefined);
}

async function readProcess(id: string, session: number): Promise<Running | undefined> {
  // A process may end between any two of these lines.
  const read = (name: string): Promise<string> => readFile(`/proc/${id}/${name}`, "utf8").catch(() => "");
  const stat = await read("stat");
  // The name, which may contain anything, is in parentheses before the other fields.
  const [state = "Z", , , itsSession] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const hasEnded = stat === "" || state === "Z";
  if (hasEnded || Number(itsSession) !== session) return undefined;
  return { id: Number(id), commandLine: (await read("cmdline")).split("\0").join(" ").trim() };
}
