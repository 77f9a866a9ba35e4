import type { Contract } from "../contract/read-contract.ts";
import type { Exchange } from "../http/exchange.ts";

/** One rule that a server keeps. */
export interface Check {
  name: string;
  /** A warning does not fail a run unless `--fail-on warning` is given. */
  severity: "error" | "warning";
  /** What the rule is, as a sentence. */
  rule: string;
  /** What the rule rests on: a part of the contract or an RFC. */
  source: string;
  /** Checks whose violation explains one of this check, if it is about the same place and status. */
  impliedBy?: string[];
}

/** A check of one exchange at a time. */
export interface ExchangeCheck extends Check {
  judge(exchange: Exchange, contract: Contract): Finding[];
}

/** A check that compares the exchanges of an operation, in the order in which they were sent. */
export interface HistoryCheck extends Check {
  compare(exchanges: Exchange[], contract: Contract): (Finding & { exchange: Exchange })[];
}

export interface Finding {
  /** Where in the response, as a JSON pointer into the body, or the name of a header. */
  at?: string;
  /** What is wrong. It does not contain a value of the response. */
  message: string;
  /** Set if the contract marks what was broken as inferred. */
  isInferred?: boolean;
}
