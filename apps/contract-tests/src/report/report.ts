import { writeFile } from "node:fs/promises";
import type { Contract } from "../contract/read-contract.ts";
import { CannotRun } from "../cannot-run.ts";
import { toCurlLine } from "../http/curl-line.ts";
import { createRedact } from "../http/redact.ts";
import type { Result } from "../result.ts";
import type { Target } from "../target/target.ts";
import type { ReportContext } from "./report-context.ts";
import { quoteContract } from "./quote-contract.ts";
import { toHar } from "./har.ts";
import { toJson } from "./json.ts";
import { toJunit } from "./junit.ts";
import { toMarkdown } from "./markdown.ts";
import { toText } from "./text.ts";

export const formats = { junit: toJunit, json: toJson, har: toHar, markdown: toMarkdown, text: toText };

export type Format = keyof typeof formats;

/** The file of each report. */
export type Reports = Partial<Record<Format, string>>;

/** Writes a result in one format, without secrets. */
export function renderReport(format: Format, result: Result, contract: Contract, target: Target): string {
  const redact = createRedact(target.secrets);
  const context: ReportContext = {
    contract,
    url: target.url,
    curlOf: ({ exchange }) => toCurlLine(target.url, exchange.request, target.secrets),
    quoteOf: (violation) => quoteContract(contract, violation),
  };
  return redact(formats[format](result, context));
}

/** Creates the files of the reports before a run, which would be lost without them. */
export async function prepareReports(reports: Reports): Promise<void> {
  for (const [format, file] of Object.entries(reports)) {
    await writeFile(file, "").catch(({ code, message }: NodeJS.ErrnoException) => {
      const reason = code === "ENOENT" ? "its folder does not exist" : message;
      throw new CannotRun(`--report ${format}=${file} cannot be written: ${reason}.`);
    });
  }
}
