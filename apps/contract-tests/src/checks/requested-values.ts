import { matchPath } from "@integrations-api/scenarios";
import type { Operation } from "../contract/read-contract.ts";
import type { SentRequest } from "../http/exchange.ts";

/** The values of the parameters in the URL of a request, by name. */
export function requestedValues(operation: Operation, { target }: SentRequest): Record<string, string> {
  const { pathname, searchParams } = new URL(target, "http://server");
  const [match] = matchPath({ operations: [operation] }, pathname);
  return { ...Object.fromEntries(searchParams), ...match?.values };
}
