import type { ExchangeCheck } from "./check.ts";
import { isThrottled } from "./not-asked.ts";

export const authUnknown: ExchangeCheck = {
  name: "auth-unknown",
  severity: "error",
  rule: "A token that is expired or unknown gets 401.",
  source: "the examples of the operation that a token triggers",
  impliedBy: ["auth-missing"],
  judge(exchange) {
    const { response, purpose } = exchange;
    if (purpose.kind !== "scenario" || purpose.scenario.token === undefined || purpose.scenario.status !== 401)
      return [];
    const { status } = response!;
    if (status === 401 || isThrottled(exchange)) return [];
    return [{ message: `The token is not valid, but the status is ${status} instead of 401.` }];
  },
};
