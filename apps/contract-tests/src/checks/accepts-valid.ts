import type { Exchange } from "../http/exchange.ts";
import type { ExchangeCheck } from "./check.ts";
import { isNotReached, isThrottled } from "./not-asked.ts";

export const acceptsValid: ExchangeCheck = {
  name: "accepts-valid",
  severity: "error",
  rule: "A valid request for a resource that exists succeeds.",
  source: "the parameters and the request body of the operation",
  judge(exchange) {
    const { response, purpose } = exchange;
    const { status } = response!;
    if (isThrottled(exchange) || isNotReached(exchange) || !isValid(exchange)) return [];
    // A server may take an equivalent spelling or not, as long as it does not fail.
    if (purpose.kind === "spelled") return [200, 400, 404].includes(status) || status < 300 ? [] : [refused(status)];
    return status < 300 ? [] : [refused(status)];
  },
};

function isValid({ purpose }: Exchange): boolean {
  if (purpose.kind === "scenario") return purpose.scenario.status < 300 && purpose.scenario.sequence === undefined;
  return ["known", "filtered", "valid", "spelled"].includes(purpose.kind);
}

function refused(status: number): { message: string } {
  return { message: `The request is valid, but the status is ${status}.` };
}
