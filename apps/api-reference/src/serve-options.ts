import { parseArgs } from "node:util";

export type ServeOptions = { port: number };

/** Reads the command line of `serve`; without `--port` the system chooses a free one. */
export function parseServeOptions(args: string[]): ServeOptions {
  const { port } = readValues(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new Error(`--port ${port} is not a port. Give a number from 0 to 65535, where 0 takes a free one.`);
  }
  return { port: Number(port) };
}

function readValues(args: string[]): { port: string } {
  try {
    return parseArgs({ args, options: { port: { type: "string", default: "0" } } }).values;
  } catch (error) {
    // Node parts these messages into lines and does not always name the value.
    const reason = String((error as Error).message).replaceAll("\n", " ");
    throw new Error(`${reason} (the options were: ${args.join(" ")})`, { cause: error });
  }
}
