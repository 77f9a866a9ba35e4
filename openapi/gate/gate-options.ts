import { Command } from "commander";
import { GateError } from "./gate-error.ts";

export interface GateOptions {
  base?: string;
  revision?: string;
  json?: boolean;
  markdown?: string;
}

/** Reads the command line. Ends the process with 2 if it is wrong. */
export function readGateOptions(args: string[]): GateOptions {
  const options = new Command("npm run contract:diff --")
    .description("Rates what changed between two OpenAPI documents, and checks that info.version is raised enough.")
    .option("--base <file>", "the older document (default: the last release, openapi/released.yaml)")
    .option("--revision <file>", "the newer document (default: the bundle, built first)")
    .option("--json", "print one JSON object; its first key is the rating")
    .option("--markdown <file>", "also write Markdown for a pull request and the changelog; - prints it instead")
    .addHelpText("after", "\nEnds with 0, with 1 if the version is too low, and with 2 if it cannot compare.")
    .addHelpText("after", "\nExample: npm run --silent contract:diff -- --base old.yaml --revision new.yaml --json")
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: (text, write) => write(toOneLine(text)) })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse(args, { from: "user" })
    .opts<GateOptions>();

  if (options.json && options.markdown === "-") {
    throw new GateError("--json and --markdown - both print to stdout. Give --markdown a file.");
  }
  return options;
}

function toOneLine(text: string): string {
  const fault = text
    .trim()
    .replace(/^error: /, "")
    .replace(/\.$/, "");
  return `Failed to compare: ${fault}. Run it with --help to see the options.\n`;
}
