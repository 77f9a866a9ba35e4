import { expectedStatuses } from "./expected-statuses.ts";
import type { ExchangeCheck } from "./check.ts";

export const noServerFailure: ExchangeCheck = {
  name: "no-server-failure",
  severity: "error",
  rule: "A request that does not ask for a server error does not get one.",
  source: "RFC 9110, section 15.6",
  judge({ response, purpose, operation }) {
    const { status } = response!;
    // A server may not implement a method (RFC 9110, section 9.1).
    const isUnknownMethod = status === 501 && ["other-method", "head"].includes(purpose.kind);
    if (status < 500 || isUnknownMethod || expectedStatuses(purpose, operation).includes(status)) return [];
    return [{ message: `The status is ${status}.` }];
  },
};
