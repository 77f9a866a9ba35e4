import type { Operation } from "../contract/read-contract.ts";
import { checkKnown } from "./check-known.ts";
import { exerciseGenerated } from "./exercise-generated.ts";
import { exerciseHttp } from "./exercise-http.ts";
import { askKnown, exerciseKnown, knownParts, withoutToken } from "./exercise-known.ts";
import { exerciseScenarios } from "./exercise-scenarios.ts";
import { exerciseSchemes } from "./exercise-schemes.ts";
import { writeRequest } from "./requests.ts";
import { isSafe, isUnsafeAllowed } from "./safety.ts";
import type { Session } from "./session.ts";

/** Sends every request of a run: of operations that change something last, and generated ones after the rest. */
export async function exerciseContract(session: Session): Promise<void> {
  const allowed = session.contract.operations.filter((operation) => isUnsafeAllowed(session.target, operation));
  const groups = [allowed.filter(isSafe), allowed.filter((operation) => !isSafe(operation))];
  for (const operations of groups) {
    for (const operation of operations) await exerciseDeclared(session, operation);
    for (const [index, operation] of operations.entries()) {
      const others = allowed.filter((one) => !session.finished.has(one));
      const needed = others.reduce((sum, { scenarios }) => sum + scenarios.length + usualRequests, 0);
      const share = Math.floor((session.left() - needed) / (operations.length - index)) - usualRequests;
      await exerciseGenerated(session, operation, Math.min(runsFor(session), share));
    }
  }
}

/** As many as were asked for, or else fewer if the server is slow. */
function runsFor({ runs, exchanges }: Session): number {
  if (runs !== undefined) return runs;
  const times = exchanges.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const typicalMs = times[Math.floor(times.length / 2)] ?? 0;
  return Math.min(usualRuns, Math.max(leastRuns, Math.floor(longestMs / Math.max(1, typicalMs))));
}

const usualRuns = 100;
const leastRuns = 32;
/** How long the generated requests of an operation should take at most. */
const longestMs = 10_000;

/** About how many requests an operation needs beside its scenarios and the generated ones. */
const usualRequests = 12;

/** Sends what the contract itself says about an operation. */
async function exerciseDeclared(session: Session, operation: Operation): Promise<void> {
  if (isSafe(operation)) {
    await checkKnown(session, operation);
    await exerciseKnown(session, operation);
  } else {
    const parts = knownParts(session, operation);
    const bare = writeRequest(operation, withoutToken(parts));
    if (parts.token !== undefined) await session.send(operation, { kind: "no-token", isKnownUrl: false }, bare);
  }
  await exerciseScenarios(session, operation);
  session.finished.add(operation);
  await exerciseSchemes(session, operation);
  await exerciseHttp(session, operation);
  if (isSafe(operation)) await askKnown(session, operation);
}
