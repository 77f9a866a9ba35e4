import junit from "junit-report-builder";
import { checkNames } from "../checks/all-checks.ts";
import { labelOf } from "../http/purpose.ts";
import type { Result } from "../result.ts";
import type { ReportContext } from "./report-context.ts";

/** Writes a result as JUnit XML: a suite for each operation, a case for each check of each scenario. */
export function toJunit(result: Result, { contract, curlOf }: ReportContext): string {
  // The package exports the builder itself, which its types call `default`.
  const report = (junit as unknown as typeof junit.default).newBuilder();
  for (const operation of contract.operations) {
    const { operationId } = operation;
    const own = result.exchanges.filter((exchange) => exchange.operation === operation);
    const suite = report
      .testSuite()
      .name(operationId)
      .time(own.reduce((sum, { ms }) => sum + ms, 0) / 1000);
    for (const label of new Set(own.map(({ purpose }) => labelOf(purpose)))) {
      for (const check of checkNames) {
        const testCase = suite.testCase().className(`${operationId}.${label}`).name(check);
        const found = result.violations.filter(
          (one) => one.check === check && one.operation === operationId && one.scenarios.includes(label),
        );
        if (found.length === 0) continue;
        const details = found.map((one) => `${one.message}\n${one.rule}\n${curlOf(one)}`).join("\n\n");
        testCase.failure(found.map(({ message }) => message).join(" "), check).stacktrace(details);
      }
    }
    for (const { scenario, reason } of result.notReached.filter((one) => one.operation === operationId))
      suite.testCase().className(`${operationId}.${scenario}`).name(`not reached: ${reason}`).skipped();
  }
  if (result.reason !== undefined)
    report.testSuite().name("run").testCase().name("runs to its end").error(result.reason);
  return report.build();
}
