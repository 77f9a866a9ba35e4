import { readFile } from "node:fs/promises";
import { readCatalogue } from "@integrations-api/scenarios";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readDocument } from "../src/contract/read-document.ts";
import { createValidator } from "../src/contract/create-validator.ts";
import { type Patch, patched } from "./patch.ts";

interface Row extends Patch {
  title: string;
  example: string;
  /** Where the violation is reported, if not at the pointer of the change. */
  reportedAt?: string;
}

const contract = await readDocument();
const examples = readCatalogue(contract).operations.flatMap(({ scenarios }) => scenarios);
const { checkBody } = createValidator(contract);

function check({ example, ...patch }: Row): string[] {
  const found = examples.find(({ name }) => name === example);
  if (found?.schema === undefined) throw new Error(`The contract has no body called "${example}".`);
  return checkBody(found.schema, patched(found.body, patch)).map(({ pointer }) => pointer);
}

test.each(await readRows("rejected-bodies.yaml"))("rejects $title", (row) => {
  expect(check(row)).toEqual([row.reportedAt ?? row.pointer]);
});

test.each(await readRows("accepted-bodies.yaml"))("accepts $title", (row) => {
  expect(check(row)).toEqual([]);
});

async function readRows(file: string): Promise<Row[]> {
  return parse(await readFile(new URL(file, import.meta.url), "utf8"));
}
