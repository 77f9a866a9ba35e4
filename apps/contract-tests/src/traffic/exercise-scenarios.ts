import type { Scenario } from "@integrations-api/scenarios";
import type { Operation } from "../contract/read-contract.ts";
import { acceptFor, isSent, knownScenario, partsFor, triggerOf, writeRequest } from "./requests.ts";
import { isSafe } from "./safety.ts";
import type { Session } from "./session.ts";

/** Sends the request of every scenario, of the target or else of the contract. */
export async function exerciseScenarios(session: Session, operation: Operation): Promise<void> {
  const scenarios = operation.scenarios.filter((one) => isSendable(session, operation, one));
  const lanes = isSafe(operation) ? mostAtOnce : 1;
  const waiting = scenarios.values();
  const sendRest = async (): Promise<void> => {
    for (const scenario of waiting) await exerciseScenario(session, operation, scenario);
  };
  await Promise.all(Array.from({ length: lanes }, sendRest));
}

/** Scenarios do not depend on each other, and a slow one would hold up the others. */
const mostAtOnce = 4;

async function exerciseScenario(session: Session, operation: Operation, scenario: Scenario): Promise<void> {
  const { name, sequence = [name] } = scenario;
  const isMapped = session.target.scenarios.has(name) || scenario === knownScenario(operation);
  const parts = partsFor(operation, scenario, session.target);
  const request = writeRequest(operation, parts, acceptFor(operation, scenario));
  for (let step = 0; step < sequence.length; step += 1) {
    const { response } = await session.send(operation, { kind: "scenario", scenario, isMapped }, request);
    if (response?.status === 404) break;
  }
}

/** Whether a scenario has a request, which the target may give. */
export function isSendable({ target }: Session, operation: Operation, scenario: Scenario): boolean {
  return isSent(scenario) && (target.scenarios.has(scenario.name) || triggerOf(operation, scenario) !== undefined);
}
