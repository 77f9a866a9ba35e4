import { readFile } from "node:fs/promises";
import { validate } from "@integrations-api/explain";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Change, changed } from "./change.ts";
import { contract, shown } from "./contract.ts";
import { createOracle } from "./create-oracle.ts";

interface Row extends Change {
  title: string;
  example: string;
  /** Where the violation is reported, if not at the pointer of the change. */
  reportedAt?: string;
}

const oracle = createOracle(contract);

/** The pointers that the walk and ajv report. */
function check({ example, ...change }: Row): { walk: string[]; ajv: string[] } {
  const found = shown.find(({ name }) => name === example);
  if (!found) throw new Error(`The contract has no body called "${example}".`);
  const body = changed(found.body, change);
  return { walk: validate(body, found.place).map(({ pointer }) => pointer), ajv: oracle(body, found.schema) };
}

test.each(await readRows("rejected-bodies.yaml"))("rejects $title", (row) => {
  const pointers = [row.reportedAt ?? row.pointer];

  expect(check(row)).toEqual({ walk: pointers, ajv: pointers });
});

test.each(await readRows("accepted-bodies.yaml"))("accepts $title", (row) => {
  expect(check(row)).toEqual({ walk: [], ajv: [] });
});

test.each(shown)("accepts the example $name", ({ body, place, schema }) => {
  expect(validate(body, place)).toEqual([]);
  expect(oracle(body, schema)).toEqual([]);
});

async function readRows(file: string): Promise<Row[]> {
  return parse(await readFile(new URL(file, import.meta.url), "utf8"));
}
