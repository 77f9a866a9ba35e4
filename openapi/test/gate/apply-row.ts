import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { Level } from "../../gate/policy.ts";
import { type Change, applyChange } from "../../rules/document/apply-patch.ts";
import { valueAt } from "../../rules/document/json-pointer.ts";

type Values = Record<string, unknown>;

/** One change, and every rule that the gate must report for it. */
export interface Row {
  title: string;
  /** @default "contract" */
  document?: "contract" | "library";
  /** Added to both documents. */
  before?: Values;
  move?: Record<string, string>;
  replace?: Values;
  add?: Values;
  remove?: string[];
  finds: Record<string, Level>;
}

const read = async (file: string): Promise<Values> => parse(await readFile(new URL(file, import.meta.url), "utf8"));
const documents = { contract: await read("../../dist/openapi.yaml"), library: await read("library.yaml") };

/** The document of a row, and a changed copy of it. */
export function applyRow({ document = "contract", before = {}, ...row }: Row): { base: Values; revision: Values } {
  const base = apply(documents[document], toChanges("add", before));
  const moves = Object.entries(row.move ?? {}).flatMap(([path, to]): Change[] => [
    { op: "add", path: to, value: valueAt(base, path) },
    { op: "remove", path },
  ]);
  const removals = (row.remove ?? []).map((path): Change => ({ op: "remove", path }));
  const others = [...toChanges("replace", row.replace ?? {}), ...toChanges("add", row.add ?? {})];
  return { base, revision: apply(base, [...moves, ...others, ...removals]) };
}

function toChanges(op: "add" | "replace", values: Values): Change[] {
  return Object.entries(values).map(([path, value]) => ({ op, path, value }));
}

function apply(document: Values, changes: Change[]): Values {
  // `applyChange` returns a copy of what it is given.
  return changes.reduce((copy, change) => applyChange(copy, change) as Values, structuredClone(document));
}
