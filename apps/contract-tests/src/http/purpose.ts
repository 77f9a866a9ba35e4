import type { Failure, Scenario } from "@integrations-api/scenarios";

/** Why a request was sent. */
export type Purpose =
  /** For a resource that exists. */
  | { kind: "known" }
  /** For the same resource, with one more parameter that the contract allows. */
  | { kind: "filtered"; parameter: string; pointer: string; value: string }
  /** For the same resource with everything that the contract lets a request send. */
  | { kind: "valid"; replay?: string }
  /** With an equivalent spelling of an id. */
  | { kind: "spelled" }
  | { kind: "scenario"; scenario: Scenario; isMapped: boolean }
  /** For a resource that does not exist. */
  | { kind: "unknown"; replay?: string }
  /** With a value that the contract does not allow. */
  | { kind: "invalid"; failures: Failure[]; replay?: string }
  /** Without credentials: for a URL that was requested with them before, or for another. */
  | { kind: "no-token"; isKnownUrl: boolean }
  /** With the token where the contract does not expect it. */
  | { kind: "other-scheme" }
  | { kind: "other-method" }
  | { kind: "head" }
  /** With the validators of an earlier response. */
  | { kind: "conditional" }
  /** With a target that is not a valid URL, and whose text the contract may allow as a value. */
  | { kind: "broken-url"; isAllowed: boolean };

/** The name of the scenario that a request is for, or what else it is for. */
export function labelOf(purpose: Purpose): string {
  return purpose.kind === "scenario" ? purpose.scenario.name : purpose.kind;
}

/** Whether HTTP alone decides what the response is. */
export function isPlainHttp({ kind }: Purpose): boolean {
  return ["other-method", "head", "conditional", "broken-url"].includes(kind);
}
