import type { Result, Violation } from "../result.ts";
import type { ReportContext } from "./report-context.ts";
import { toExercised, toVerdict } from "./text.ts";

/** Writes a result as Markdown, such as for the summary of a CI job. */
export function toMarkdown(result: Result, context: ReportContext): string {
  const { violations, warnings, accepted, notReached } = result;
  return [
    `## Contract tests`,
    "",
    escape(toVerdict(result, context)),
    ...toSection("Violations", violations, context),
    ...toSection("Warnings", warnings, context),
    ...toList(
      "Accepted",
      accepted.map(({ check, operation, accepted: known }) => {
        return `\`${check}\` of \`${operation}\` until ${known!.until}: ${escape(known!.why)}`;
      }),
    ),
    ...toList(
      "Not reached",
      notReached.map(({ scenario, reason }) => `\`${scenario}\`: ${escape(reason)}`),
    ),
    "",
    toExercised(result),
    "",
  ].join("\n");
}

function toSection(title: string, violations: Violation[], { curlOf }: ReportContext): string[] {
  return violations.length === 0
    ? []
    : [
        "",
        `### ${title}`,
        ...violations.flatMap((violation) => [
          "",
          `**\`${violation.check}\`** · \`${violation.operation}\` · ${escape(violation.message)} ${escape(violation.rule)}`,
          "",
          "```sh",
          curlOf(violation),
          "```",
        ]),
      ];
}

function toList(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ["", `### ${title}`, "", ...lines.map((line) => `- ${line}`)];
}

function escape(text: string): string {
  return text.replaceAll(/[<>|]/g, String.raw`\$&`);
}
