import type { Result, Violation } from "../result.ts";
import type { ReportContext } from "./report-context.ts";

/** Writes a result for programs. */
export function toJson(result: Result, context: ReportContext): string {
  const { exit, violations, warnings, accepted, notReached, exercised, reason, exchanges, ms } = result;
  const list = (all: Violation[]): object[] => all.map((one) => toObject(one, context));
  const report = {
    exit,
    ...(reason !== undefined && { reason }),
    url: context.url,
    violations: list(violations),
    warnings: list(warnings),
    accepted: list(accepted),
    notReached,
    exercised,
    requests: exchanges.length,
    seconds: Math.round(ms) / 1000,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function toObject(violation: Violation, { curlOf, quoteOf }: ReportContext): object {
  const { check, operation, scenarios, pointer, message, rule, source, count, replay, accepted } = violation;
  return {
    check,
    operation,
    scenario: scenarios[0],
    scenarios,
    pointer,
    message,
    rule,
    source,
    contract: quoteOf(violation),
    count,
    curl: curlOf(violation),
    replay: replay ?? null,
    ...(accepted && { accepted }),
  };
}
