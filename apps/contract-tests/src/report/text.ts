import { groupBy } from "../group-by.ts";
import type { Result, Violation } from "../result.ts";
import type { ReportContext } from "./report-context.ts";

/** Writes a result for people to read in a terminal. */
export function toText(result: Result, context: ReportContext): string {
  const { violations, warnings, accepted, notReached } = result;
  return [
    ...toSection("✗", violations, context),
    ...toSection("!", warnings, context),
    ...accepted.map(({ check, operation, accepted: known }) => {
      return `~ ${check} · ${operation}: accepted until ${known!.until} (${known!.why})`;
    }),
    ...(notReached.length > 0 ? ["", `Not reached (${notReached.length}):`] : []),
    ...notReached.map(({ scenario, reason }) => `  ${scenario}: ${reason}`),
    "",
    toExercised(result),
    toVerdict(result, context),
  ].join("\n");
}

function toSection(sign: string, violations: Violation[], { curlOf, quoteOf }: ReportContext): string[] {
  const groups = groupBy(violations, ({ check, operation }) => `${check} · ${operation}`);
  return [...groups].flatMap(([name, own]) => [
    "",
    `${sign} ${name}: ${own[0]!.rule}`,
    `  (${own[0]!.source})`,
    ...own.flatMap((violation, index) => [
      `  - ${violation.message} ${toCount(violation)}`,
      ...quoteOf(violation).map((line) => `    The contract: ${line}`),
      ...(index > 0 && curlOf(violation) === curlOf(own[index - 1]!) ? [] : [`    ${curlOf(violation)}`]),
      ...(violation.replay === undefined ? [] : [`    --replay '${violation.replay}'`]),
    ]),
  ]);
}

function toCount({ count, scenarios }: Violation): string {
  const shown = scenarios.slice(0, 5).join(", ") + (scenarios.length > 5 ? ", …" : "");
  return `(${count === 1 ? "once" : `${count} times`}: ${shown})`;
}

export function toExercised({ exercised }: Result): string {
  const { operations, parameters, responses, headers, examples, checks } = exercised;
  const parts = Object.entries({ operations, parameters, responses, headers, examples }).map(
    ([name, { done, missing }]) => `${done.length} of ${done.length + missing.length} ${name}`,
  );
  return `Exercised: ${parts.join(", ")}; ${checks.length} checks.`;
}

export function toVerdict(result: Result, { url }: ReportContext): string {
  const { exit, violations, warnings, reason, exchanges, ms } = result;
  const effort = `${exchanges.length} requests in ${(ms / 1000).toFixed(1)} s`;
  const count = `${toNumber(violations.length, "violation")}, ${toNumber(warnings.length, "warning")}`;
  if (exit === 130) return `Stopped: ${url} was not tested to the end (${count}; ${effort}).`;
  if (exit === 2) return `Could not test ${url}: ${reason} (${effort})`;
  return exit === 0
    ? `${url} conforms to the contract (${toNumber(warnings.length, "warning")}; ${effort}).`
    : `${url} breaks the contract: ${count} (${effort}).`;
}

function toNumber(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
