import { responseFor } from "../contract/read-contract.ts";
import type { Exchange } from "../http/exchange.ts";

/** Whether a server turned a request away because there were too many, which is not what the request is about. */
export function isThrottled({ response, operation, purpose }: Exchange): boolean {
  if (response?.status !== 429 || !responseFor(operation, 429)) return false;
  return purpose.kind !== "scenario" || purpose.scenario.status !== 429;
}

/** Whether a scenario is one of the contract's that the server does not have. */
export function isNotReached({ response, purpose, operation }: Exchange): boolean {
  if (purpose.kind !== "scenario" || purpose.isMapped || !response) return false;
  const { status, token } = purpose.scenario;
  const unknown = token === undefined ? 404 : 401;
  return status !== unknown && response.status === unknown && responseFor(operation, unknown) !== undefined;
}
