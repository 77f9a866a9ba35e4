import type { Pace } from "../http/pace.ts";
import type { Secret } from "../http/redact.ts";

/** The server to test, and what of the contract's values is different there. */
export interface Target {
  url: string;
  token?: string;
  /** By the name of the scenario. */
  scenarios: Map<string, Mapping>;
  pace?: Pace;
  accept: Acceptance[];
  secrets: Secret[];
}

/** The request for a scenario where it differs from the contract's. */
export interface Mapping {
  /** The values of parameters by name. */
  values: Record<string, unknown>;
  token?: string;
  /** A JSON value. */
  body?: unknown;
}

/** A check whose violations are known and do not count until a day. */
export interface Acceptance {
  check: string;
  operation?: string;
  /** The last day, as `2027-01-31`. */
  until: string;
  why: string;
}
