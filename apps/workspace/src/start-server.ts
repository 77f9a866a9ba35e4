import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StartError } from "./start-error.ts";

export interface Server {
  url: string;
  /** Resolves when the process has ended for any reason. */
  ended: Promise<unknown>;
}

export interface Command {
  name: string;
  /** The script and its arguments. */
  command: string[];
  /** Receives each line printed after the address. */
  onLine?: (line: string) => void;
}

/** Runs a Node script until the signal; resolves once its first line, which ends in its address, is printed. */
export async function startServer({ name, command, onLine }: Command, signal: AbortSignal): Promise<Server> {
  const child = spawn(process.execPath, command, { signal, stdio: ["ignore", "pipe", "pipe"] });
  // The signal makes the child emit an error that adds nothing.
  const ended = new Promise((resolve) => child.on("error", () => undefined).once("close", resolve));
  const complaints: string[] = [];
  child.stderr.on("data", (chunk) => complaints.push(String(chunk)));

  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([new Promise<string>((resolve) => lines.once("line", resolve)), ended]);
  const [url] = /http:\/\/\S+$/.exec(String(first)) ?? [];
  if (!url) throw new StartError(`the ${name} ended before it was listening.\n${complaints.join("")}`);

  lines.on("line", (line) => onLine?.(line));
  return { url, ended };
}
