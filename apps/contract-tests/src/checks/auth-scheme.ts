import type { ExchangeCheck } from "./check.ts";
import { isThrottled } from "./not-asked.ts";

export const authScheme: ExchangeCheck = {
  name: "auth-scheme",
  severity: "error",
  rule: "A token counts only with the scheme that the contract declares.",
  source: "the security schemes of the operation; RFC 9110, section 11.4",
  impliedBy: ["auth-missing", "auth-unknown"],
  judge(exchange) {
    const { response, purpose } = exchange;
    if (purpose.kind !== "other-scheme" || isThrottled(exchange) || response!.status === 401) return [];
    return [{ message: `The scheme of the token is wrong, but the status is ${response!.status} instead of 401.` }];
  },
};
