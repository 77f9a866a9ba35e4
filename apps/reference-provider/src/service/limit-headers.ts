import type { CatalogueOperation } from "@integrations-api/scenarios";
import type { Allowance } from "./rate-limit.ts";

/** What a response says about the limit: the headers that the contract declares for its status. */
export function limitHeaders(
  operation: CatalogueOperation,
  status: number,
  allowance: Allowance,
): Record<string, string> {
  const { limit, remaining, resetSeconds, isExceeded } = allowance;
  const headers = {
    "ratelimit-limit": `${limit.requests};w=${limit.seconds}`,
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(resetSeconds),
    ...(isExceeded && { "retry-after": String(resetSeconds) }),
  };
  const declared = declaredHeaders(operation).get(status);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => declared?.has(name)));
}

const known = new WeakMap<CatalogueOperation, Map<number, Set<string>>>();

/** The names of the headers that the contract declares, by status. */
function declaredHeaders(operation: CatalogueOperation): Map<number, Set<string>> {
  const byStatus =
    known.get(operation) ??
    new Map(operation.scenarios.map(({ status, headers }) => [status, new Set(Object.keys(headers))]));
  known.set(operation, byStatus);
  return byStatus;
}
