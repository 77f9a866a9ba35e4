import { messageOf } from "@integrations-api/scenarios";
import { type Operation, responseFor } from "../contract/read-contract.ts";
import type { Exchange } from "../http/exchange.ts";
import type { ExchangeCheck } from "./check.ts";
import { declaredAmong } from "./expected-statuses.ts";
import { isNotReached, isThrottled } from "./not-asked.ts";

export const refusesInvalid: ExchangeCheck = {
  name: "refuses-invalid",
  severity: "error",
  rule: "An invalid request gets the error that the contract declares for it.",
  source: "the parameters and the request body of the operation",
  judge(exchange) {
    const { response, purpose } = exchange;
    const { status } = response!;
    if (isThrottled(exchange) || isNotReached(exchange)) return [];

    if (purpose.kind === "broken-url" && !purpose.isAllowed && status < 300)
      return [{ message: `The URL is broken, but the status is ${status}.` }];

    const wanted = statusesFor(exchange);
    if (wanted === undefined || wanted.includes(status)) return [];
    const why = purpose.kind === "invalid" ? ` (${messageOf(purpose.failures)})` : "";
    return [
      {
        message: `The request is invalid${why}, but the status is ${status} instead of ${wanted.length > 3 ? "a client error" : wanted.join(" or ")}.`,
        isInferred: isInferred(exchange, wanted),
      },
    ];
  },
};

function statusesFor({ purpose, operation }: Exchange): number[] | undefined {
  if (purpose.kind === "scenario") return isBadRequest(purpose.scenario.status) ? [purpose.scenario.status] : undefined;
  if (purpose.kind !== "invalid") return undefined;
  const isType = purpose.failures.some(({ name }) => name === "content-type");
  return declaredFor(operation, isType ? [415, 400, 422] : [400, 422]);
}

function isBadRequest(status: number): boolean {
  return status === 400 || status === 422;
}

/** Without a declaration for bad requests, any client error will do. */
function declaredFor(operation: Operation, statuses: number[]): number[] {
  const declared = statuses.filter((status) => responseFor(operation, status));
  const clientErrors = Array.from({ length: 100 }, (_, index) => 400 + index);
  return declared.length > 0 ? declaredAmong(operation, statuses) : clientErrors;
}

function isInferred({ purpose, operation }: Exchange, wanted: number[]): boolean {
  const failures = purpose.kind === "invalid" ? purpose.failures : [];
  const isParameter = failures.some(({ in: place, name }) => operation.inferred.includes(`${place} ${name}`));
  return isParameter || wanted.every((status) => responseFor(operation, status)?.inferred !== undefined);
}
