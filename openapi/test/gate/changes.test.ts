import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { policy, worstOf } from "../../gate/policy.ts";
import { rateDocuments, type Rating } from "../../gate/rate-documents.ts";
import { applyRow, type Row } from "./apply-row.ts";

const rows: Row[] = parse(await readFile(new URL("changes.yaml", import.meta.url), "utf8"));

const rated = rows.map((row) => {
  const { base, revision } = applyRow(row);
  return { ...row, result: rateDocuments(base, revision) };
});

/** The worst level of each rule that is reported. */
function rulesOf({ changes }: Rating): Row["finds"] {
  const levels = Object.groupBy(changes, ({ rule }) => rule);
  return Object.fromEntries(
    Object.entries(levels).map(([rule, some]) => [rule, worstOf(some.map(({ level }) => level))]),
  );
}

test.each(rated)("rates $title", ({ result, finds }) => {
  expect(rulesOf(result)).toEqual(finds);
  expect(result.rating).toBe(worstOf(Object.values(finds)));
});

/** Each rule, and both directions of a rule that has two verdicts. */
function listVerdicts(): string[] {
  return Object.entries(policy).flatMap(([rule, entry]) =>
    "level" in entry ? [rule] : [`${rule} in a request`, `${rule} in a response`],
  );
}

test("has a row for every verdict of the policy", () => {
  const changes = rated.flatMap(({ result }) => result.changes);
  const found = new Set(changes.map(({ rule, direction }) => (direction ? `${rule} in a ${direction}` : rule)));

  // No difference is known that only Redocly names; `second-opinion.test.ts` makes one up.
  expect(listVerdicts().filter((verdict) => !found.has(verdict))).toEqual(["redocly-only"]);
});
