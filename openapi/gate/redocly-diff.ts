import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Node } from "./document/place.ts";
import { GateError } from "./gate-error.ts";
import type { Level } from "./policy.ts";
import { runRedocly } from "./redocly-process.ts";

/** A change as `redocly diff` sees it. */
export interface RedoclyChange {
  level: Level;
  pointers: string[];
  messages: string[];
}

interface Report {
  changes: {
    impact: Level;
    verdicts: { message: string }[];
    base?: { pointer: string };
    revision?: { pointer: string };
  }[];
}

/** Runs `redocly diff` on two documents. It reports no directions, so its levels are only a second opinion. */
export async function diffWithRedocly(base: Node, revision: Node): Promise<RedoclyChange[]> {
  const folder = await mkdtemp(join(tmpdir(), "contract-diff-"));
  try {
    const [before, after] = [join(folder, "base.json"), join(folder, "revision.json")];
    await writeFile(before, JSON.stringify(base));
    await writeFile(after, JSON.stringify(revision));
    // The command fails if a document has an error; its report is complete all the same.
    const { stdout, reason } = await runRedocly(["diff", before, after, "--format=json", "--fail-on=none"]);
    return parseReport(stdout, reason).changes.map(toChange);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function parseReport(stdout: string, reason: string): Report {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new GateError(`\`redocly diff\` failed: ${reason}.`);
  }
}

function toChange({ impact, verdicts, base, revision }: Report["changes"][0]): RedoclyChange {
  const sides = [base, revision].filter((side) => side !== undefined);
  return {
    level: impact,
    pointers: sides.map(({ pointer }) => pointer.replace(/^#\/?$/, "").replace(/^#/, "")),
    messages: verdicts.map(({ message }) => message),
  };
}
