import { parseArgs } from "node:util";
import { checkOptions } from "./check-options.ts";
import type { LogFormat } from "./request-log.ts";
import type { MockServerOptions } from "./start-mock-server.ts";

export const help = `Usage: integrations-api-mock [options]

  --port N             where to listen; 0 takes a free port (default: 4010)
  --host NAME          on which address to listen (default: 127.0.0.1)
  --contract FILE      a bundled OpenAPI 3 document (default: the one this package comes with)
  --latency MS         wait before every answer: 200, or 200..800 for a random time (default: 0)
  --watch              take over a changed contract, and keep the last good one if it is broken
  --log FORMAT         pretty, json or silent (default: pretty)
  --help               show this

Examples:
  integrations-api-mock --port 0 --log json
  integrations-api-mock --contract openapi.yaml --watch --latency 200..800`;

/** What is wrong with an option, in one line. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

/** Reads the options; answers nothing where only help was asked for. */
export function readOptions(args: string[]): (MockServerOptions & { log: LogFormat }) | undefined {
  const values = parse(args);
  if (values.help) return undefined;

  const { host = "127.0.0.1", contract, watch = false } = values;
  const options = {
    port: toPort(values.port ?? "4010"),
    host,
    watch,
    latency: toLatency(values.latency ?? "0"),
    log: (values.log ?? "pretty") as LogFormat,
    ...(contract !== undefined && { contract }),
  };
  try {
    checkOptions(options);
  } catch (error) {
    throw new OptionError(`--${(error as Error).message}`);
  }
  return options;
}

interface Given {
  port?: string;
  host?: string;
  contract?: string;
  latency?: string;
  watch?: boolean;
  log?: string;
  help?: boolean;
}

function parse(args: string[]): Given {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { port: text, host: text, contract: text, latency: text, watch: flag, log: text, help: flag };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const [reason = ""] = (error as Error).message.split(/[.\n]/);
    throw new OptionError(`${reason}. See --help.`);
  }
}

function toPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new OptionError(`--port is "${value}". Give a whole number from 0 (a free port) to 65535.`);
}

function toLatency(value: string): { min: number; max: number } {
  const [, min = "", max = min] = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/.exec(value) ?? [];
  if (min !== "" && Number(min) <= Number(max)) return { min: Number(min), max: Number(max) };
  throw new OptionError(`--latency is "${value}". Give milliseconds: 200, or from the least to the most: 200..800.`);
}
