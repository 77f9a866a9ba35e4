import { runCommand } from "../src/run-command.ts";

export interface Ran {
  code: number;
  out: string;
  err: string;
}

export interface RunOptions {
  environment?: NodeJS.ProcessEnv;
  input?: string;
}

/** Runs the command line in this process. */
export async function runCli(args: string[], { environment = {}, input = "" }: RunOptions = {}): Promise<Ran> {
  const texts = { out: "", err: "" };
  const code = await runCommand(args, {
    environment,
    input: async () => input,
    out: { write: (text) => (texts.out += text) },
    err: { write: (text) => (texts.err += text) },
    signal: new AbortController().signal,
  });
  return { code, ...texts };
}
