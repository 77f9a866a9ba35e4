import { requestFor, type Scenario } from "@integrations-api/scenarios";
import type { Operation } from "../contract/read-contract.ts";
import { acceptFor, isSent, knownScenario, partsFor, writeRequest } from "./requests.ts";
import type { Session } from "./session.ts";

/** Sends the request of every scenario, of the target or else of the contract. */
export async function exerciseScenarios(session: Session, operation: Operation): Promise<void> {
  for (const scenario of operation.scenarios.filter((one) => isSendable(session, operation, one))) {
    const { name, sequence = [name] } = scenario;
    const isMapped = session.target.scenarios.has(name) || scenario === knownScenario(operation);
    const parts = partsFor(operation, scenario, session.target);
    const request = writeRequest(operation, parts, acceptFor(operation, scenario));
    for (let step = 0; step < sequence.length; step += 1) {
      const { response } = await session.send(operation, { kind: "scenario", scenario, isMapped }, request);
      if (response?.status === 404) break;
    }
  }
}

/** Whether a scenario has a request, which the target may give. */
export function isSendable({ target }: Session, operation: Operation, scenario: Scenario): boolean {
  return isSent(scenario) && (target.scenarios.has(scenario.name) || requestFor(operation, scenario) !== undefined);
}
