import { groupBy } from "./group-by.ts";
import type { Check } from "./checks/check.ts";
import { type Checks, createChecks } from "./checks/all-checks.ts";
import { expectedStatuses } from "./checks/expected-statuses.ts";
import { isNotReached, isThrottled } from "./checks/not-asked.ts";
import type { Contract, Operation } from "./contract/read-contract.ts";
import { describeExercised } from "./exercised.ts";
import type { Connection } from "./http/connection.ts";
import type { Exchange } from "./http/exchange.ts";
import { createPace, type Pace } from "./http/pace.ts";
import { createJudge, type Judge } from "./judge.ts";
import { groupViolations, type NotReached, type Result } from "./result.ts";
import type { Target } from "./target/target.ts";
import { isSendable } from "./traffic/exercise-scenarios.ts";
import { isSent } from "./traffic/requests.ts";
import { type Replay, replayGenerated } from "./traffic/exercise-generated.ts";
import { exerciseContract } from "./traffic/exercise-contract.ts";
import { isUnsafeAllowed } from "./traffic/safety.ts";
import { BudgetEnded, createSession, type Session } from "./traffic/session.ts";
import { CannotRun } from "./cannot-run.ts";

export interface SuiteOptions {
  contract: Contract;
  target: Target;
  connection: Connection;
  seed: number;
  runs: number | undefined;
  maxRequests: number;
  pace: Pace;
  only: string[];
  skip: string[];
  inferred: "error" | "warn";
  failOn: "error" | "warning";
  replay?: Replay;
  signal: AbortSignal;
  /** Called after each request. */
  onProgress(progress: { operation: string; phase: string; requests: number }): void;
}

/** Sends the requests of a run and judges the responses. */
export async function runSuite(options: SuiteOptions): Promise<Result> {
  const from = performance.now();
  const { contract, target, maxRequests, pace, signal, connection, seed, runs } = options;
  const checks = selectChecks(createChecks(target.token, JSON.stringify(contract.document)), options);
  const judge = createJudge(checks, contract);
  const session = createSession({
    contract,
    target,
    connection,
    seed,
    runs,
    maxRequests,
    takeTurn: createPace(pace),
    signal,
    isWrong: (exchange) => judge.judgeExchange(exchange).found.some(({ check }) => check.severity === "error"),
    onExchange: ({ operation, purpose }) =>
      options.onProgress({
        operation: operation.operationId,
        phase: purpose.kind,
        requests: session.exchanges.length,
      }),
  });

  const reason = await sendAll(session, options);
  return { ...conclude(session, judge, options, reason), ms: performance.now() - from };
}

/** Returns why the requests ended early, if they did. */
async function sendAll(session: Session, { replay, signal }: SuiteOptions): Promise<string | undefined> {
  try {
    if (replay) {
      const isKnown = await replayGenerated(session, replay);
      if (!isKnown) throw new CannotRun(`--replay names "${replay.name}", which this contract does not have.`);
      return undefined;
    }
    await exerciseContract(session);
    return undefined;
  } catch (error) {
    if (signal.aborted) return "stopped";
    if (error instanceof BudgetEnded) return unfinished(session, error);
    throw error;
  }
}

/** The budget need not be enough for more than the scenarios. */
function unfinished(session: Session, { message }: BudgetEnded): string | undefined {
  const allowed = session.contract.operations.filter((operation) => isUnsafeAllowed(session.target, operation));
  const missing = allowed.filter((operation) => !session.finished.has(operation));
  const names = missing.map(({ operationId }) => operationId).join(", ");
  return missing.length === 0 ? undefined : `${message} Not all scenarios of ${names} were. Raise --max-requests.`;
}

function conclude(
  session: Session,
  judge: Judge,
  options: SuiteOptions,
  ended: string | undefined,
): Omit<Result, "ms"> {
  const { contract, target, inferred, failOn, signal, replay } = options;
  const { exchanges, replays } = session;
  const today = new Date().toISOString().slice(0, 10);
  const all = groupViolations(judge.judgeAll(exchanges), { inferred, accept: target.accept, replays, today });
  const counting = all.filter(({ accepted }) => !accepted);
  const violations = counting.filter(({ severity }) => severity === "error");
  const warnings = counting.filter(({ severity }) => severity === "warning");
  const isFailed = violations.length > 0 || (failOn === "warning" && warnings.length > 0);
  const reason = ended ?? (replay ? undefined : refusedOnly(exchanges));

  return {
    exit: signal.aborted ? 130 : isFailed ? 1 : reason === undefined ? 0 : 2,
    violations,
    warnings,
    accepted: all.filter(({ accepted }) => accepted),
    notReached: notReachedOf(session),
    exercised: describeExercised(contract, exchanges, { isReached }),
    ...(reason !== undefined && { reason }),
    exchanges,
  };
}

function isReached(exchange: Exchange): boolean {
  const { purpose, operation, response } = exchange;
  return !isNotReached(exchange) && expectedStatuses(purpose, operation).includes(response!.status);
}

function selectChecks(checks: Checks, { only, skip }: SuiteOptions): Checks {
  const isSelected = ({ name }: Check): boolean => (only.length === 0 || only.includes(name)) && !skip.includes(name);
  return {
    stages: checks.stages.map((stage) => ({ ...stage, checks: stage.checks.filter(isSelected) })),
    history: checks.history.filter(isSelected),
  };
}

/** An operation that gave nothing but refusals was not tested. */
function refusedOnly(exchanges: Exchange[]): string | undefined {
  const groups = groupBy(
    exchanges.filter(({ purpose, response }) => response && purpose.kind !== "other-method"),
    ({ operation }) => operation,
  );
  for (const [{ operationId, responses }, own] of groups) {
    const statuses = [...new Set(own.map(({ response }) => response!.status))];
    const declared = responses.map(({ status }) => status);
    const isRefusal = (status: number): boolean =>
      [401, 403, 404, 429].includes(status) && declared.includes(String(status));
    if (statuses.every(isRefusal))
      return `${operationId} gave nothing but ${statuses.join(", ")}. Check the token, and give ids that exist with --target.`;
  }
  return undefined;
}

function notReachedOf(session: Session): NotReached[] {
  return session.contract.operations.flatMap((operation) =>
    operation.scenarios.flatMap((scenario) => {
      const own = session.exchanges.filter(
        ({ purpose, operation: of }) =>
          of === operation && purpose.kind === "scenario" && purpose.scenario === scenario,
      );
      const reason = reasonFor(session, operation, scenario, own);
      return reason === undefined ? [] : [{ operation: operation.operationId, scenario: scenario.name, reason }];
    }),
  );
}

function reasonFor(
  session: Session,
  operation: Operation,
  scenario: Operation["scenarios"][number],
  own: Exchange[],
): string | undefined {
  if (!isSent(scenario)) return "it breaks the contract on purpose, and is not sent";
  if (!isUnsafeAllowed(session.target, operation))
    return `${operation.method} is sent to other machines only if the target file maps a scenario of the operation`;
  if (!isSendable(session, operation, scenario)) return "the contract does not have a request for it";
  if (own.length === 0) return "the run ended before";
  const last = own.at(-1)!;
  if (isThrottled(last)) return "the server limits requests (429)";
  return isNotReached(last) ? `the server does not know it (${last.response!.status})` : undefined;
}
