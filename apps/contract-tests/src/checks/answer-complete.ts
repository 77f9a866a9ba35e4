import type { ExchangeCheck } from "./check.ts";

export const answerComplete: ExchangeCheck = {
  name: "answer-complete",
  severity: "error",
  rule: "A request gets a complete response.",
  source: "RFC 9112, section 8",
  judge({ response, failure }) {
    const message = response ? response.fault : failure;
    return message === undefined ? [] : [{ message: `The response is not complete: ${message}.` }];
  },
};
