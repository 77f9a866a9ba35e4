import type { ExchangeCheck } from "./check.ts";
import { isThrottled } from "./not-asked.ts";

export const authScheme: ExchangeCheck = {
  name: "auth-scheme",
  severity: "error",
  rule: "Credentials consist of the scheme that the contract declares and a token.",
  source: "the security schemes of the operation; RFC 9110, section 11.4",
  impliedBy: ["auth-missing", "auth-unknown"],
  judge(exchange) {
    const { response, purpose } = exchange;
    if (purpose.kind !== "other-scheme" || isThrottled(exchange) || response!.status === 401) return [];
    return [{ message: `The credentials are malformed, but the status is ${response!.status} instead of 401.` }];
  },
};
