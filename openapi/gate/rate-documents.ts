import { compareDocuments } from "./compare/compare-documents.ts";
import { compareRest, isRelated } from "./compare/compare-rest.ts";
import { createVisits } from "./compare/visits.ts";
import { childOf, type Node, rootOf } from "./document/place.ts";
import { type Level, worstOf } from "./policy.ts";
import { type Change, rateFindings, type RatedFinding } from "./rate.ts";
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
  const rest = compareRest(base, revision, found, visits, redocly);
  const changes = rateFindings([...found, ...rest]).map((rated) => withOpinion(rated, redocly));

  const rating = worstOf(changes.map(({ level }) => level));
  return { rating, version: checkVersion(versionOf(base), versionOf(revision), rating), changes };
}

function withOpinion({ change, finding }: RatedFinding, redocly: RedoclyChange[]): Change {
  const own = [finding.base.pointer, finding.revision.pointer];
  const seen = redocly.filter(({ pointers }) =>
    pointers.some((pointer) => own.some((other) => isRelated(pointer, other))),
  );
  return { ...change, redocly: seen.length > 0 ? worstOf(seen.map(({ level }) => level)) : "not seen" };
}

function versionOf(document: Node): string {
  return String(childOf(childOf(rootOf(document), "info"), "version").value ?? "");
}
