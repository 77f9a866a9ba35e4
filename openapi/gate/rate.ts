import type { Finding } from "./finding.ts";
import { type Level, policy, type Rule, type Verdict } from "./policy.ts";

/** A rated change, as reports show it. */
export interface Change {
  level: Exclude<Level, "none">;
  rule: Rule;
  kind: "added" | "removed" | "changed";
  /** Where the change is: in the base if it was removed, otherwise in the revision. */
  pointer: string;
  direction?: "request" | "response";
  base?: unknown;
  revision?: unknown;
  sentence: string;
  /** What `redocly diff` reports there. */
  redocly?: Level | "not seen";
}

/** The change at either end, to tell what a difference in the text of the documents belongs to. */
export interface RatedFinding {
  finding: Finding;
  change: Change;
}

const order = ["major", "minor", "patch"];

/** Rates findings by the policy, without repetitions, the worst first. */
export function rateFindings(findings: Iterable<Finding>): RatedFinding[] {
  const rated = new Map<string, RatedFinding>();
  for (const finding of findings) {
    const change = toChange(finding);
    const key = [change.rule, change.pointer, finding.what].join("\n");
    const known = rated.get(key);
    // A schema may be used in both directions.
    if (!known || order.indexOf(change.level) < order.indexOf(known.change.level)) rated.set(key, { finding, change });
  }
  const byLevel = ({ change }: RatedFinding): number => order.indexOf(change.level);
  return [...rated.values()].toSorted(
    (one, other) => byLevel(one) - byLevel(other) || (one.change.pointer < other.change.pointer ? -1 : 1),
  );
}

function toChange(finding: Finding): Change {
  const { rule, base, revision, what, direction } = finding;
  const { level, sentence } = verdictOf(finding);
  const kind = base.value === undefined ? "added" : revision.value === undefined ? "removed" : "changed";
  return {
    level,
    rule,
    kind,
    pointer: kind === "removed" ? base.pointer : revision.pointer,
    ...("request" in policy[rule] && direction && { direction }),
    ...shown("base", base.value),
    ...shown("revision", revision.value),
    sentence: capitalize(sentence.replaceAll("{what}", () => what)),
  };
}

function verdictOf({ rule, direction = "response" }: Finding): Verdict {
  const entry = policy[rule];
  return "level" in entry ? entry : entry[direction];
}

/** A whole operation or example would hide the rest of a report. */
function shown(side: "base" | "revision", value: unknown): { base?: unknown; revision?: unknown } {
  return value !== undefined && JSON.stringify(value).length <= 1000 ? { [side]: value } : {};
}

function capitalize(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
