import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StartError } from "./start-error.ts";

export interface Server {
  url: string;
  /** Settles when the process has ended, whoever ended it. */
  ended: Promise<unknown>;
}

/** Runs a script with Node until the signal, and waits for the address it prints. */
export async function startServer(name: string, command: string[], signal: AbortSignal): Promise<Server> {
  const child = spawn(process.execPath, command, { signal, stdio: ["ignore", "pipe", "pipe"] });
  // The signal makes the child emit an error, which says nothing new.
  const ended = new Promise((resolve) => child.on("error", () => undefined).once("close", resolve));
  const said: string[] = [];
  child.stderr.on("data", (chunk) => said.push(String(chunk)));

  for await (const line of createInterface({ input: child.stdout })) {
    said.push(`${line}\n`);
    const [url] = /http:\/\/[\d.]+:\d+(?=\/?$)/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, ended };
  }
  throw new StartError(`the ${name} ended before it listened.\n${said.join("")}`);
}
