import { isFor, type Scenario } from "@integrations-api/scenarios";
import type { Operation } from "../contract/read-contract.ts";
import type { Purpose } from "../http/purpose.ts";

/** The statuses that the scenario of a request may get: its own, or those of its sequence. */
export function expectedStatuses(purpose: Purpose, { scenarios, responses }: Operation): number[] {
  if (purpose.kind !== "scenario") return [];
  const { sequence = [], ...scenario } = purpose.scenario;
  const steps = sequence.flatMap((name) => scenarios.filter((one) => one.name === name));
  const declared = responses.map(({ status }) => Number(status)).filter((status) => status > 0);
  return [scenario, ...steps].flatMap((one) => (one.isRange ? inRange(one, declared) : [one.status]));
}

/** Every status that the range of a scenario includes, but not those that the contract declares by themselves. */
function inRange(scenario: Scenario, declared: number[]): number[] {
  const all = Array.from({ length: 100 }, (_, index) => Math.floor(scenario.status / 100) * 100 + index);
  return all.filter((status) => isFor(scenario, status) && !declared.includes(status));
}

/** The statuses of a list that an operation declares, or all of the list if it declares none of them. */
export function declaredAmong({ responses }: Operation, statuses: number[]): number[] {
  const declared = statuses.filter((status) => responses.some((response) => response.status === String(status)));
  return declared.length > 0 ? declared : statuses;
}
