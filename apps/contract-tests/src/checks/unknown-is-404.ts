import { isThrottled } from "./not-asked.ts";
import type { ExchangeCheck } from "./check.ts";
import type { Exchange } from "../http/exchange.ts";
import { responseFor } from "../contract/read-contract.ts";

export const unknownIs404: ExchangeCheck = {
  name: "unknown-is-404",
  severity: "error",
  rule: "A valid request for a resource that does not exist gets 404.",
  source: "the 404 of the operation",
  judge(exchange) {
    const { status } = exchange.response!;
    if (isThrottled(exchange) || !isUnknown(exchange) || status === 404) return [];
    return [{ message: `The resource does not exist, but the status is ${status} instead of 404.` }];
  },
};

function isUnknown({ purpose, operation }: Exchange): boolean {
  if (purpose.kind === "scenario") return purpose.scenario.status === 404 && purpose.scenario.token === undefined;
  return purpose.kind === "unknown" && responseFor(operation, 404) !== undefined;
}
