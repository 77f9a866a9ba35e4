import type { ExchangeCheck } from "./check.ts";
import { isNotReached, isThrottled } from "./not-asked.ts";

export const tokenKind: ExchangeCheck = {
  name: "token-kind",
  severity: "error",
  rule: "A token that may not call the operation gets the error that the contract declares for it.",
  source: "the examples of the operation that a token triggers",
  impliedBy: ["auth-missing", "auth-unknown"],
  judge(exchange) {
    const { response, purpose } = exchange;
    if (purpose.kind !== "scenario" || purpose.scenario.token === undefined || purpose.scenario.status === 401)
      return [];
    const { status } = response!;
    const wanted = purpose.scenario.status;
    if (status === wanted || isThrottled(exchange) || isNotReached(exchange)) return [];
    return [{ message: `The token is of the wrong kind, but the status is ${status} instead of ${wanted}.` }];
  },
};
