import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Edit, lintCopy, type Problem } from "./lint-copy.ts";

interface Row extends Omit<Problem, "message"> {
  title: string;
  edits: Edit[];
  /** A part of the message. */
  says: string;
}

const rows: Row[] = parse(await readFile(new URL("rejected-sources.yaml", import.meta.url), "utf8"));

test("finds nothing in the contract as it is", async () => {
  expect(await lintCopy([])).toEqual([]);
});

test.concurrent.for(rows)("rejects $title", async ({ edits, rule, file, line, says }, { expect }) => {
  const problems = await lintCopy(edits);

  expect(problems).toContainEqual({ rule, file, line, message: expect.stringContaining(says) });
  const others = problems.filter((problem) => problem.rule.startsWith("contract/") && problem.rule !== rule);
  expect(others).toEqual([]);
});
