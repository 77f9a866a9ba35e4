import type { ExchangeCheck } from "./check.ts";

export const conditional: ExchangeCheck = {
  name: "conditional",
  severity: "warning",
  rule: "A response with an `ETag` gets 304 if the client has it already.",
  source: "RFC 9110, section 13.1.2",
  judge({ response, purpose }) {
    if (purpose.kind !== "conditional" || response!.status === 304 || response!.status >= 400) return [];
    return [{ message: `The client has the response already, but the status is ${response!.status}.` }];
  },
};
