import fc from "fast-check";
import type { Operation } from "../contract/read-contract.ts";
import type { Exchange } from "../http/exchange.ts";
import { casesOf, type GeneratedCase } from "./generated-cases.ts";
import { askKnown } from "./exercise-known.ts";
import { isSafe } from "./safety.ts";
import { BudgetEnded, type Session } from "./session.ts";

/** Which generated request to send again: a case and fast-check's seed and path. */
export interface Replay {
  seed: number;
  /** The operation and the case, as `getIntegration/invalid path id`. */
  name: string;
  path: string;
}

/** With a path, fast-check begins at a failed run, whatever its number. */
const replayRuns = 100;

/** How many requests the search for the simplest one that fails may take. */
const mostShrinks = 40;

/** Sends generated requests, valid and invalid, and the known one in between. */
export async function exerciseGenerated(session: Session, operation: Operation, runs: number): Promise<void> {
  const cases = casesOf(session, operation);
  for (const one of cases) {
    await runCase(session, operation, one, Math.ceil(runs / cases.length));
    if (isSafe(operation) && session.left() > 0) await askKnown(session, operation);
  }
}

/** Sends one generated request again. */
export async function replayGenerated(session: Session, { seed, name, path }: Replay): Promise<boolean> {
  const all = session.contract.operations.flatMap((operation) =>
    casesOf(session, operation).map((one) => ({ operation, one })),
  );
  const found = all.find(({ operation, one }) => nameOf(operation, one) === name);
  if (found) await runCase({ ...session, seed }, found.operation, found.one, replayRuns, path);
  return found !== undefined;
}

function nameOf({ operationId }: Operation, { name }: GeneratedCase): string {
  return `${operationId}/${name}`.replaceAll(" ", "-");
}

async function runCase(
  session: Session,
  operation: Operation,
  one: GeneratedCase,
  runs: number,
  path = "",
): Promise<void> {
  if (runs < 1) return;
  const failed = new Map<string, Exchange>();
  let shrinks = 0;
  const holds = async (value: unknown): Promise<boolean> => {
    if (failed.size > 0 && (shrinks += 1) > mostShrinks) return true;
    const { request, purpose } = one.draft(value);
    const exchange = await session.send(operation, purpose, request);
    if (!session.isWrong(exchange)) return true;
    failed.set(JSON.stringify(value), exchange);
    return false;
  };
  const guarded = (value: unknown): Promise<boolean> =>
    holds(value).catch((error: unknown) => {
      if (error instanceof BudgetEnded) return true;
      throw error;
    });

  const { seed } = session;
  const examples = one.first.map((value): [unknown] => [value]);
  const property = fc.asyncProperty(one.arbitrary, guarded);
  const result = await fc.check(property, { seed, numRuns: runs, examples, ...(path !== "" && { path }) });
  if (result.errorInstance instanceof Error && failed.size === 0) throw result.errorInstance;

  const simplest = result.counterexample && failed.get(JSON.stringify(result.counterexample[0]));
  if (simplest) session.replays.set(simplest, `${seed}:${nameOf(operation, one)}:${result.counterexamplePath}`);
}
