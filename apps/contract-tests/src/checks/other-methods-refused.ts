import type { ExchangeCheck } from "./check.ts";

export const otherMethodsRefused: ExchangeCheck = {
  name: "other-methods-refused",
  severity: "error",
  rule: "A method that the contract does not declare for a path is refused.",
  source: "the methods of the path; RFC 9110, section 15.5.6",
  judge({ response, purpose, request }) {
    if (purpose.kind !== "other-method" || response!.status >= 400) return [];
    return [{ message: `${request.method} gets ${response!.status} instead of 405.` }];
  },
};
