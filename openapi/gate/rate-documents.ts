import { compareDocuments } from "./compare/compare-documents.ts";
import { compareRest, isRelated } from "./compare/compare-rest.ts";
import { createVisits } from "./compare/visits.ts";
import { childOf, type Node, rootOf } from "./document/place.ts";
import type { Finding } from "./finding.ts";
import { type Level, worstOf } from "./policy.ts";
import { type Change, rateFindings } from "./rate.ts";
import type { RedoclyChange } from "./redocly-diff.ts";
import { checkVersion, type VersionCheck } from "./version.ts";

export interface Rating {
  rating: Level;
  version: VersionCheck;
  changes: Change[];
}

/** Rates what changed between two documents. Pure: `redocly` is what `redocly diff` reports about them. */
export function rateDocuments(base: Node, revision: Node, redocly: RedoclyChange[] = []): Rating {
  const visits = createVisits();
  const found = [...compareDocuments(base, revision, visits)];
  const all = [...found, ...compareRest(base, revision, found, visits)];
  const changes = rateFindings(all.map((finding) => withVerdict(finding, redocly))).map(({ finding, change }) => {
    const levels = reportedAt(finding, redocly).map(({ level }) => level);
    return { ...change, redocly: levels.length > 0 ? worstOf(levels) : ("not seen" as const) };
  });

  const rating = worstOf(changes.map(({ level }) => level));
  return { rating, version: checkVersion(versionOf(base), versionOf(revision), rating), changes };
}

/** Where we have no rule, one of Redocly's decides. */
function withVerdict(finding: Finding, redocly: RedoclyChange[]): Finding {
  if (finding.rule !== "unrated") return finding;
  const [message] = reportedAt(finding, redocly).flatMap(({ messages }) => messages);
  return message === undefined ? finding : { ...finding, rule: "redocly-only", what: message };
}

function reportedAt({ base, revision }: Finding, redocly: RedoclyChange[]): RedoclyChange[] {
  const own = [base.pointer, revision.pointer];
  return redocly.filter(({ pointers }) => pointers.some((pointer) => own.some((other) => isRelated(pointer, other))));
}

function versionOf(document: Node): string {
  return String(childOf(childOf(rootOf(document), "info"), "version").value ?? "");
}
