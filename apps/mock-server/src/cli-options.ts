import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import type { LogFormat } from "./server/request-log.ts";

export interface CliOptions {
  port: number;
  host: string;
  allowHosts: string[];
  contract?: string;
  pathAliases: Record<string, string>;
  latency: { min: number; max: number };
  timeScale: number;
  watch: boolean;
  log: LogFormat;
}

interface ParsedOptions extends Omit<CliOptions, "allowHosts" | "pathAliases"> {
  allowHost: string[];
  pathAlias: Record<string, string>;
}

/** Reads the command line. Ends the process with 2 if it is wrong. */
export function readOptions(args: string[]): CliOptions {
  const command = new Command("integrations-api-mock")
    .description("Serves every scenario of the contract.")
    .version(readVersion(), "-v, --version", "print the version")
    .argument("[contract]", "the file of an OpenAPI 3 document (default: the one that this package comes with)")
    .addOption(
      new Option("-p, --port <n>", "the port to listen on; 0 picks a free one")
        .env("PORT")
        .argParser(toPort)
        .default(4010),
    )
    .option("--host <name>", "the address to listen on", toHost, "127.0.0.1")
    .option("--allow-host <name>", "a name for the mock's own pages beside localhost; repeat it for more", addHost, [])
    .option("--contract <file>", "the same as the argument")
    .option("--path-alias <path=path>", "serve a path of the contract under another; repeat it for more", addAlias, {})
    .addOption(
      new Option("--latency <ms>", "wait before every response: 200, or 200..800 for a random time")
        .argParser(toLatency)
        .default({ min: 0, max: 0 }, "0"),
    )
    .option("--time-scale <n>", "multiply the delays of scenarios and retry-after; with 0, nothing waits", toScale, 1)
    .option("--watch", "apply changes of the contract's file, and keep the last valid one", false)
    .addOption(new Option("--log <format>", "the log").choices(["pretty", "json", "silent"]).default("pretty"))
    .addHelpText("after", examples)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, "Failed to start the mock:")) })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse(args, { from: "user" });

  const [contract] = command.args;
  const { allowHost, pathAlias, ...options } = command.opts<ParsedOptions>();
  if (contract !== undefined && options.contract !== undefined && contract !== options.contract)
    command.error(`error: --contract ${options.contract} and the argument ${contract} differ. Give one of them.`);
  return { ...options, ...(contract !== undefined && { contract }), allowHosts: allowHost, pathAliases: pathAlias };
}

const examples = `
Examples:
  integrations-api-mock --port 0 --log json
  integrations-api-mock openapi.yaml --watch --latency 200..800
  integrations-api-mock --path-alias /integrations/{id}=/integration/{id} --time-scale 0`;

function readVersion(): string {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}

function toPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 0 (a free port) to 65535.");
}

function toHost(value: string): string {
  if (value !== "") return value;
  throw new InvalidArgumentError("Give an address, such as 127.0.0.1.");
}

function addHost(value: string, hosts: string[]): string[] {
  if (/^[\w.:-]+$/.test(value)) return [...hosts, value];
  throw new InvalidArgumentError("Give a name without a port, such as mock.");
}

function addAlias(value: string, aliases: Record<string, string>): Record<string, string> {
  const [path = "", alias = "", ...more] = value.split("=");
  if (path.startsWith("/") && alias.startsWith("/") && more.length === 0) return { ...aliases, [path]: alias };
  throw new InvalidArgumentError("Give two paths, such as /integrations/{id}=/integration/{id}.");
}

function toScale(value: string): number {
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a number of at least 0, such as 0.1.");
}

function toLatency(value: string): { min: number; max: number } {
  const [, min = "", max = min] = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/.exec(value) ?? [];
  if (min !== "" && Number(min) <= Number(max)) return { min: Number(min), max: Number(max) };
  throw new InvalidArgumentError("Give milliseconds: 200, or from the least to the most: 200..800.");
}
