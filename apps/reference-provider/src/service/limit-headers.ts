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
  const declared = declaredHeaders(operation, status);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => declared.has(name)));
}

const known = new WeakMap<CatalogueOperation, Map<number, Set<string>>>();

function declaredHeaders(operation: CatalogueOperation, status: number): Set<string> {
  const byStatus = known.get(operation) ?? new Map<number, Set<string>>();
  known.set(operation, byStatus);
  const names =
    byStatus.get(status) ??
    new Set(operation.scenarios.filter((one) => one.status === status).flatMap((one) => Object.keys(one.headers)));
  byStatus.set(status, names);
  return names;
}
