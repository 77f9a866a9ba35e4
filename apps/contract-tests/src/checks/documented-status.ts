import { type Operation, responseFor } from "../contract/read-contract.ts";
import { isPlainHttp, type Purpose } from "../http/purpose.ts";
import type { ExchangeCheck } from "./check.ts";

export const documentedStatus: ExchangeCheck = {
  name: "documented-status",
  severity: "error",
  rule: "The contract declares the status of every response.",
  source: "the responses of the operation",
  judge({ response, purpose, operation }) {
    const { status } = response!;
    if (isPlainHttp(purpose) || responseFor(operation, status) || isLeftOpen(operation, purpose, status)) return [];
    const declared = operation.responses.map((one) => one.status.toLowerCase()).join(", ");
    return [{ message: `The status is ${status}. The contract declares ${declared}.` }];
  },
};

/** A contract that does not declare the error for a request leaves it open. */
function isLeftOpen(operation: Operation, { kind }: Purpose, status: number): boolean {
  const isDeclared = (...statuses: number[]): boolean => statuses.some((one) => responseFor(operation, one));
  if (kind === "invalid") return !isDeclared(400, 422) && status >= 400 && status < 500;
  return (kind === "no-token" || kind === "other-scheme") && status === 401 && !isDeclared(401);
}
