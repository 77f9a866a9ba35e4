import { expect, test } from "vitest";
import { createResults, hasPassed, type Row, toTable } from "../src/rehearse/results.ts";
import { StepError } from "../src/rehearse/step-error.ts";

function collect(): { lines: string[]; results: ReturnType<typeof createResults> } {
  const lines: string[] = [];
  return { lines, results: createResults((line) => lines.push(line)) };
}

const failure = (): never => {
  throw new StepError("tsc ended with 1", "a.ts(1,1): error TS2322\n");
};

test("keeps what each step came to", async () => {
  const { lines, results } = collect();

  const passed = await results.take({ what: "build", on: "a copy" }, () => "2 tasks");
  const failed = await results.take({ what: "compile", on: "TypeScript 7" }, failure);

  expect([passed, failed]).toEqual([true, false]);
  expect(lines).toEqual([
    "  ok      build, a copy: 2 tasks",
    "  failed  compile, TypeScript 7: tsc ended with 1",
    "          a.ts(1,1): error TS2322",
  ]);
  expect(hasPassed(results.rows)).toBe(false);
});

test("reports a failure that is no gate with its reason", async () => {
  const { lines, results } = collect();

  await results.take({ what: "scenarios/msw", on: "Bun", isGate: false, reason: "MSW does not see it" }, failure);

  expect(lines).toEqual(["  failed  scenarios/msw, Bun: MSW does not see it"]);
  expect(hasPassed(results.rows)).toBe(true);
});

test("does not pass if a gate could not be tried", () => {
  const { results } = collect();

  results.skip({ what: "packages", on: "Node 22" }, "it could not be installed");

  expect(hasPassed(results.rows)).toBe(false);
});

test("does not hide a fault of its own", async () => {
  const { results } = collect();

  const taken = results.take({ what: "build", on: "a copy" }, () => {
    throw new TypeError("undefined is not a function");
  });

  await expect(taken).rejects.toThrow(TypeError);
});

test("prints one table", () => {
  const rows: Row[] = [
    { what: "build", on: "a copy", outcome: "ok", note: "", seconds: 12.34, isGate: true },
    { what: "mock-server", on: "Bun", outcome: "failed", note: "why", seconds: 1, isGate: false },
  ];

  expect(toTable(rows).split("\n")).toEqual([
    "step         on      result        time    note",
    "-----------  ------  ------------  ------  ----",
    "build        a copy  ok            12.3 s",
    "mock-server  Bun     does not run  1.0 s   why",
  ]);
});
