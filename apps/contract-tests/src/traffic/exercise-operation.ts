import type { Operation } from "../contract/read-contract.ts";
import { checkKnown } from "./check-known.ts";
import { exerciseGenerated } from "./exercise-generated.ts";
import { exerciseHttp } from "./exercise-http.ts";
import { askKnown, exerciseKnown, knownParts, withoutToken } from "./exercise-known.ts";
import { exerciseScenarios } from "./exercise-scenarios.ts";
import { exerciseSchemes } from "./exercise-schemes.ts";
import { writeRequest } from "./requests.ts";
import type { Session } from "./session.ts";

/** Sends every request for an operation. */
export async function exerciseOperation(session: Session, operation: Operation): Promise<void> {
  if (!isUnsafeAllowed(session, operation)) return;
  if (isSafe(operation)) {
    await checkKnown(session, operation);
    await exerciseKnown(session, operation);
  } else {
    const parts = knownParts(session, operation);
    if (parts.token !== undefined)
      await session.send(
        operation,
        { kind: "no-token", isKnownUrl: false },
        writeRequest(operation, withoutToken(parts)),
      );
  }
  await exerciseScenarios(session, operation);
  session.finished.add(operation);
  await exerciseSchemes(session, operation);
  await exerciseHttp(session, operation);
  await exerciseGenerated(session, operation, !isSafe(operation));
  if (isSafe(operation) && session.left() > 0) await askKnown(session, operation);
}

/** Whether an operation changes nothing (RFC 9110, section 9.2.1). */
export function isSafe({ method }: Operation): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method);
}

/** Whether what an operation changes is on this machine, or someone gave a request for it. */
export function isUnsafeAllowed({ target }: Session, operation: Operation): boolean {
  const isMapped = operation.scenarios.some(({ name }) => target.scenarios.has(name));
  return isSafe(operation) || isLoopback(target.url) || isMapped;
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
