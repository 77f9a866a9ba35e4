import { Command, InvalidArgumentError, Option } from "commander";
import type { LogFormat } from "./request-log.ts";

export interface CliOptions {
  port: number;
  host: string;
  contract?: string;
  latency: { min: number; max: number };
  watch: boolean;
  log: LogFormat;
}

/** Reads the command line. Ends the process with 2 if it is wrong. */
export function readOptions(args: string[]): CliOptions {
  return new Command("integrations-api-mock")
    .description("Serves every scenario of the contract.")
    .option("--port <n>", "the port to listen on; 0 takes a free one", toPort, 4010)
    .option("--host <name>", "the address to listen on", toHost, "127.0.0.1")
    .option("--contract <file>", "a bundled OpenAPI 3 document (default: the one that this package comes with)")
    .addOption(
      new Option("--latency <ms>", "wait before every response: 200, or 200..800 for a random time")
        .argParser(toLatency)
        .default({ min: 0, max: 0 }, "0"),
    )
    .option("--watch", "apply changes of the contract's file, and keep the last valid one", false)
    .addOption(new Option("--log <format>", "the log").choices(["pretty", "json", "silent"]).default("pretty"))
    .addHelpText("after", examples)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, "Failed to start the mock:")) })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse(args, { from: "user" })
    .opts();
}

const examples = `
Examples:
  integrations-api-mock --port 0 --log json
  integrations-api-mock --contract openapi.yaml --watch --latency 200..800`;

function toPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 0 (a free port) to 65535.");
}

function toHost(value: string): string {
  if (value !== "") return value;
  throw new InvalidArgumentError("Give an address, such as 127.0.0.1.");
}

function toLatency(value: string): { min: number; max: number } {
  const [, min = "", max = min] = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/.exec(value) ?? [];
  if (min !== "" && Number(min) <= Number(max)) return { min: Number(min), max: Number(max) };
  throw new InvalidArgumentError("Give milliseconds: 200, or from the least to the most: 200..800.");
}
