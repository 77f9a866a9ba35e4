import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { createChecks } from "../src/checks/all-checks.ts";
import type { Exchange } from "../src/http/exchange.ts";
import { spellingsOf } from "../src/http/redact.ts";
import { createJudge } from "../src/judge.ts";
import { type Format, formats, renderReport } from "../src/report/report.ts";
import type { Violation } from "../src/result.ts";
import { readCurlLine } from "./read-curl-line.ts";
import { contract, type Outcome, type Row, runRow } from "./run-row.ts";

const rows: Row[] = parse(await readFile(new URL("wrong-servers.yaml", import.meta.url), "utf8"));
const checks = createChecks(undefined, "");
const all = [...checks.stages.flatMap((stage) => stage.checks), ...checks.history];
const warnings = all.filter(({ severity }) => severity === "warning").map(({ name }) => name);
const judged = rows.filter(({ caughtBy }) => caughtBy !== "none");

test.each(rows.filter(({ caughtBy }) => caughtBy === "none"))("accepts a server that $name", async (row) => {
  await runRow(row, async ({ result: { violations, exit, reason } }) => {
    expect({ violations: violations.map(toText), exit, reason }).toEqual({ violations: [], exit: 0 });
  });
});

test.each(judged)("reports $caughtBy for a server that $name", async (row) => {
  await runRow(row, async (outcome) => {
    const { result, target } = outcome;
    const found = warnings.includes(row.caughtBy) ? [...result.violations, ...result.warnings] : result.violations;

    expect(new Set(found.map(({ check }) => check)), found.map(toText).join("\n")).toEqual(new Set([row.caughtBy]));
    expect(result.exit).toBe(warnings.includes(row.caughtBy) ? 0 : 1);
    const reports = formatsFor(row).map((format) => renderReport(format, result, contract, target));
    for (const spelling of spellingsOf(target.token ?? "")) expect(reports.join("\n")).not.toContain(spelling);
    const { violations, warnings: warned } = JSON.parse(renderReport("json", result, contract, target));
    if (isRepeatable(row))
      for (const [index, { curl }] of [...violations, ...warned].slice(0, found.length).entries())
        await expectAgain(found[index]!, curl, outcome);
  });
});

test("has a row for each check", () => {
  const names = new Set(rows.map(({ caughtBy }) => caughtBy));

  expect([...names].toSorted()).toEqual(["none", ...all.map(({ name }) => name)].toSorted());
});

test("names each row differently", () => {
  expect(rows.map(({ name }) => name)).toEqual([...new Set(rows.map(({ name }) => name))]);
});

function toText({ check, message, scenarios }: Violation): string {
  return `${check}: ${message} (${scenarios.join(", ")})`;
}

/** An archive has every body and takes long to write. Only those of some rows contain a token. */
function formatsFor({ caughtBy }: Row): Format[] {
  const names = Object.keys(formats) as Format[];
  return caughtBy === "token-not-echoed" ? names : names.filter((name) => name !== "har");
}

/** Whether the same request always gets the same response. */
function isRepeatable({ and = [], ...row }: Row): boolean {
  return [row, ...and].every(({ when = {}, answer = {} }) => {
    const isCounted = [when.nth, when.every, when.from].some((position) => position !== undefined);
    return !isCounted && answer.remember === undefined && !/\{\{(now|count)\}\}/.test(JSON.stringify(answer));
  });
}

/** Sends the request of a violation's curl line, and expects the same violation. */
async function expectAgain(
  { exchange, check }: Violation,
  curl: string,
  { target, connection }: Outcome,
): Promise<void> {
  const request = readCurlLine(curl, target.url, { CONTRACT_TOKEN: target.token ?? "" });
  const again: Exchange = { ...exchange, request, ...(await connection.send(request)) };

  expect(request).toEqual(exchange.request);
  if (checks.history.some(({ name }) => name === check)) {
    expect({ ...again.response, headers: [] }).toEqual({ ...exchange.response, headers: [] });
    return;
  }
  const { found } = createJudge(createChecks(target.token, ""), contract).judgeExchange(again);
  expect(found.map((one) => one.check.name)).toContain(check);
}
