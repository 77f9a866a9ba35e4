import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { CannotRun } from "./cannot-run.ts";
import { checkNames } from "./checks/all-checks.ts";
import { type Pace, readPace } from "./http/pace.ts";
import { type Format, formats, type Reports } from "./report/report.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Replay } from "./traffic/exercise-generated.ts";

export interface CliOptions {
  url?: string;
  token?: string;
  target?: string;
  contract?: string;
  seed: number;
  runs?: number;
  maxRequests: number;
  pace?: Pace;
  timeout: number;
  only: string[];
  skip: string[];
  inferred: "error" | "warn";
  failOn: "error" | "warning";
  report: Reports;
  replay?: Replay;
  ca?: string;
  insecure: boolean;
  printTarget: boolean;
}

/**
 * Reads the command line.
 *
 * @throws {CommanderError} if it is wrong, after a message, or if it asks for help, after the help
 */
export function readOptions(args: string[], { out, err }: Pick<Surroundings, "out" | "err">): CliOptions {
  return new Command("integrations-api-contract")
    .description("Tests whether a server keeps the contract. Exits with 0 if it does, 1 if not, 2 if it cannot tell.")
    .version(readVersion(), "-v, --version", "print the version")
    .option("--url <url>", "the server, perhaps with a path", toUrl)
    .option("--token <token>", "a token that the server accepts, or - to read it from standard input")
    .option("--target <file>", "a target file: the server's own ids and tokens")
    .option("--contract <file>", "an OpenAPI 3 document in one file (default: the one that this package comes with)")
    .option("--seed <n>", "the seed of the generated requests", toCount, 1)
    .option(
      "--runs <n>",
      "how many requests to generate for each operation (default: 100, or fewer if the server is slow)",
      toCount,
    )
    .option("--max-requests <n>", "how many requests to send at most", toPositive, 400)
    .option("--pace <n/s>", "at most this many requests in so many seconds: 100/10s", toPace)
    .option("--timeout <ms>", "how long a response may take", toPositive, 10_000)
    .option("--only <checks>", "run these checks only, separated by commas", toChecks, [])
    .option("--skip <checks>", "leave these checks out", toChecks, [])
    .addOption(
      new Option("--inferred <level>", "what to make of rules that the contract infers")
        .choices(["error", "warn"])
        .default("error"),
    )
    .addOption(
      new Option("--fail-on <level>", "what makes the run fail").choices(["error", "warning"]).default("error"),
    )
    .option("--report <format=file>", `also write reports: ${Object.keys(formats).join(", ")}`, addReports, {})
    .option("--replay <seed:path>", "send one generated request of a report again", toReplay)
    .option("--ca <file>", "also trust the certificates in this file")
    .option("--insecure", "trust any certificate", false)
    .option("--print-target", "print a target file to fill in", false)
    .addHelpText("after", examples)
    .configureOutput({
      writeOut: (text) => void out.write(text),
      writeErr: (text) => void err.write(text),
      outputError: (text, write) =>
        write(text.replace(/^error:/, "Failed to run the contract tests:").replace("\n(", " (")),
    })
    .exitOverride()
    .allowExcessArguments(false)
    .parse(args, { from: "user" })
    .opts<CliOptions>();
}

const examples = `
The token may also be in the environment variable CONTRACT_TOKEN, and a proxy in HTTPS_PROXY and NO_PROXY.

Examples:
  integrations-api-contract --url http://127.0.0.1:4010 --token any
  integrations-api-contract --target staging.yaml --report junit=contract.xml,markdown=summary.md
  integrations-api-contract --print-target > staging.yaml`;

function readVersion(): string {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}

export function toUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // Commander's message would repeat a password.
  if (url && (url.username || url.password))
    throw new CannotRun("the URL of the server contains a user name or a password. Leave them out.");
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError("Give a URL, such as http://127.0.0.1:4010.");
  if (url.search || url.hash) throw new InvalidArgumentError("Leave out what follows the path.");
  return value.replace(/\/+$/, "");
}

function toCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 0.");
}

function toPositive(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 1.");
}

function toPace(value: string): Pace {
  const pace = readPace(value);
  if (pace) return pace;
  throw new InvalidArgumentError("Give requests and seconds, such as 100/10s.");
}

function toChecks(value: string, before: string[]): string[] {
  const names = value.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !checkNames.includes(name));
  if (unknown === undefined) return [...before, ...names];
  throw new InvalidArgumentError(`"${unknown}" is not a check. Valid: ${checkNames.join(", ")}.`);
}

function addReports(value: string, before: Reports): Reports {
  const pairs = value.split(",").map((pair) => /^(\w+)=(.+)$/.exec(pair.trim()));
  const valid = Object.keys(formats);
  const wrong = pairs.some((pair) => !pair || !valid.includes(pair[1] as Format));
  if (wrong)
    throw new InvalidArgumentError(`Give formats and files, such as junit=contract.xml. Valid: ${valid.join(", ")}.`);
  return { ...before, ...Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!])) };
}

function toReplay(value: string): Replay {
  const [, seed, name, path] = /^(\d+):([^:]+):([\d:]+)$/.exec(value) ?? [];
  if (seed !== undefined && name !== undefined && path !== undefined) return { seed: Number(seed), name, path };
  throw new InvalidArgumentError("Give what a report says, such as 1:getIntegration/invalid-path-id:0.");
}
