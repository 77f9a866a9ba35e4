import { responseFor } from "../contract/read-contract.ts";
import { isPlainHttp } from "../http/purpose.ts";
import type { ExchangeCheck } from "./check.ts";

export const documentedStatus: ExchangeCheck = {
  name: "documented-status",
  severity: "error",
  rule: "The contract declares the status of every response.",
  source: "the responses of the operation",
  judge({ response, purpose, operation }) {
    const { status } = response!;
    if (isPlainHttp(purpose) || responseFor(operation, status)) return [];
    const declared = operation.responses.map((one) => one.status.toLowerCase()).join(", ");
    return [{ message: `The status is ${status}. The contract declares ${declared}.` }];
  },
};
