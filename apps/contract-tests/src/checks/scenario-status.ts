import type { ExchangeCheck } from "./check.ts";
import { expectedStatuses } from "./expected-statuses.ts";
import { isNotReached, isThrottled } from "./not-asked.ts";

export const scenarioStatus: ExchangeCheck = {
  name: "scenario-status",
  severity: "error",
  rule: "The request for a scenario gets the status of its example, or that of an unknown id.",
  source: "the examples of the operation",
  judge(exchange) {
    const { response, purpose, operation } = exchange;
    if (purpose.kind !== "scenario" || isThrottled(exchange) || isNotReached(exchange)) return [];
    const { status, token, sequence } = purpose.scenario;
    // Other checks are about these.
    const isElsewhere = token !== undefined || status < 300 || [400, 401, 404, 422].includes(status);
    if (isElsewhere && sequence === undefined) return [];
    const wanted = expectedStatuses(purpose, operation);
    if (wanted.includes(response!.status)) return [];
    const list = [...new Set(wanted)].join(" or ");
    return [{ message: `The status is ${response!.status} instead of ${list}.` }];
  },
};
