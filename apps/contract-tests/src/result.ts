import { groupBy } from "./group-by.ts";
import type { Check } from "./checks/check.ts";
import type { Exercised } from "./exercised.ts";
import type { Exchange } from "./http/exchange.ts";
import { labelOf } from "./http/purpose.ts";
import type { Judged } from "./judge.ts";
import type { Acceptance } from "./target/target.ts";

/** The same fault of an operation, however often it was found. */
export interface Violation {
  check: string;
  severity: Check["severity"];
  operation: string;
  /** The scenarios, or what else the requests were for. */
  scenarios: string[];
  pointer: string;
  message: string;
  /** What the server should do, as a sentence. */
  rule: string;
  source: string;
  /** The exchange that shows it best. */
  exchange: Exchange;
  count: number;
  replay?: string;
  /** Set if the violation is known and does not count. */
  accepted?: Acceptance;
}

export interface NotReached {
  operation: string;
  scenario: string;
  reason: string;
}

export interface Result {
  exit: 0 | 1 | 2 | 130;
  violations: Violation[];
  warnings: Violation[];
  accepted: Violation[];
  notReached: NotReached[];
  exercised: Exercised;
  /** Why the suite could not run, or not to its end. */
  reason?: string;
  exchanges: Exchange[];
  ms: number;
}

export interface Grading {
  inferred: "error" | "warn";
  accept: Acceptance[];
  replays: Map<Exchange, string>;
  /** As `2026-11-26`. */
  today: string;
}

/** Counts the same fault once. */
export function groupViolations(judged: Judged[], { inferred, accept, replays, today }: Grading): Violation[] {
  const groups = groupBy(judged, ({ check, exchange, finding }) =>
    JSON.stringify([check.name, exchange.operation.operationId, finding.at, finding.message]),
  );
  return [...groups.values()].map((group): Violation => {
    const { check, exchange, finding } = mostTelling(group, replays);
    const replay = replays.get(exchange);
    const operation = exchange.operation.operationId;
    const accepted = accept.find((one) => {
      return one.check === check.name && (one.operation ?? operation) === operation && one.until >= today;
    });
    return {
      check: check.name,
      severity: finding.isInferred && inferred === "warn" ? "warning" : check.severity,
      operation,
      scenarios: [...new Set(group.map((one) => labelOf(one.exchange.purpose)))],
      pointer: finding.at ?? "",
      message: finding.message,
      rule: check.rule,
      source: check.source,
      exchange,
      count: group.length,
      ...(replay !== undefined && { replay }),
      ...(accepted && { accepted }),
    };
  });
}

/** The first, or the simplest if requests like this were only generated. */
function mostTelling(group: Judged[], replays: Map<Exchange, string>): Judged {
  const [first] = group;
  const isGenerated = ["invalid", "unknown"].includes(first!.exchange.purpose.kind);
  return (isGenerated ? group.find((one) => replays.has(one.exchange)) : undefined) ?? first!;
}
