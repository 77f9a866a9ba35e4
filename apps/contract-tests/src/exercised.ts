import { checkNames } from "./checks/all-checks.ts";
import { type Contract, responseFor } from "./contract/read-contract.ts";
import { requestedValues } from "./checks/requested-values.ts";
import type { Exchange } from "./http/exchange.ts";

/** What of the contract a run was about, each as `done` of `all`. */
export interface Exercised {
  operations: Coverage;
  parameters: Coverage;
  responses: Coverage;
  headers: Coverage;
  examples: Coverage;
  checks: string[];
}

export interface Coverage {
  done: string[];
  missing: string[];
}

export function describeExercised(
  { operations }: Contract,
  exchanges: Exchange[],
  { isReached }: { isReached(exchange: Exchange): boolean },
): Exercised {
  const received = exchanges.filter(({ response }) => response);
  const all = (list: (operation: Contract["operations"][number]) => string[]): string[] => operations.flatMap(list);
  const seen = (list: (exchange: Exchange) => string[]): Set<string> => new Set(received.flatMap(list));
  const cover = (names: string[], found: Set<string>): Coverage => ({
    done: names.filter((name) => found.has(name)),
    missing: names.filter((name) => !found.has(name)),
  });

  return {
    operations: cover(
      all(({ operationId }) => [operationId]),
      seen(({ operation }) => [operation.operationId]),
    ),
    parameters: cover(
      all(({ operationId, parameters }) => parameters.map(({ name }) => `${operationId} ${name}`)),
      seen(({ operation, request }) =>
        Object.keys(requestedValues(operation, request)).map((name) => `${operation.operationId} ${name}`),
      ),
    ),
    responses: cover(
      all(({ operationId, responses }) => responses.map(({ status }) => `${operationId} ${status}`)),
      seen(({ operation, response }) => {
        const declared = responseFor(operation, response!.status);
        return declared ? [`${operation.operationId} ${declared.status}`] : [];
      }),
    ),
    headers: cover(
      all(({ operationId, responses }) =>
        responses.flatMap(({ status, headers }) =>
          headers.map(({ name }) => `${operationId} ${status} ${name.toLowerCase()}`),
        ),
      ),
      seen(({ operation, response }) =>
        response!.headers.map(([name]) => {
          return `${operation.operationId} ${responseFor(operation, response!.status)?.status} ${name}`;
        }),
      ),
    ),
    examples: cover(
      all(({ scenarios }) => scenarios.map(({ name }) => name)),
      new Set(
        received.flatMap((exchange) =>
          exchange.purpose.kind === "scenario" && isReached(exchange) ? [exchange.purpose.scenario.name] : [],
        ),
      ),
    ),
    checks: checkNames,
  };
}
