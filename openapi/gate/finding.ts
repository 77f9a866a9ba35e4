import type { Pair, Place } from "./document/place.ts";
import type { Rule } from "./policy.ts";

/** Which way the data goes, as seen by the code that calls the API. */
export type Direction = "request" | "response";

/** A difference that a rule names, before it is rated. */
export interface Finding {
  rule: Rule;
  base: Place;
  revision: Place;
  /** Fills `{what}` in the rule's sentence. */
  what: string;
  direction?: Direction;
}

export type Findings = Generator<Finding, void>;

export function finding(rule: Rule, { base, revision }: Pair, what: string, direction?: Direction): Finding {
  return { rule, base, revision, what, ...(direction && { direction }) };
}

export function opposite(direction: Direction): Direction {
  return direction === "request" ? "response" : "request";
}
