import { setTimeout as wait } from "node:timers/promises";
import type { Contract, Operation } from "../contract/read-contract.ts";
import { responseFor } from "../contract/read-contract.ts";
import type { Connection, Outcome } from "../http/connection.ts";
import { type Exchange, headerOf, type SentRequest } from "../http/exchange.ts";
import type { Purpose } from "../http/purpose.ts";
import type { Target } from "../target/target.ts";

/** What the traffic of a run shares. */
export interface Session {
  contract: Contract;
  target: Target;
  exchanges: Exchange[];
  /** Sends a request, and once more after a pause if the server asks for one. */
  send(operation: Operation, purpose: Purpose, request: SentRequest): Promise<Exchange>;
  /** How many requests may still be sent. */
  left(): number;
  /** Whether a check finds an error in an exchange. */
  isWrong(exchange: Exchange): boolean;
  /** How to send the simplest of the generated requests that failed again. */
  replays: Map<Exchange, string>;
  /** The operations whose scenarios were all requested. */
  finished: Set<Operation>;
  seed: number;
  /** How many requests to generate for each operation. */
  runs: number | undefined;
}

export interface SessionOptions extends Pick<Session, "contract" | "target" | "seed" | "runs" | "isWrong"> {
  connection: Connection;
  maxRequests: number;
  takeTurn(signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
  onExchange(exchange: Exchange): void;
}

/** The budget of requests is used up. */
export class BudgetEnded extends Error {
  override name = "BudgetEnded" as const;
}

export function createSession(options: SessionOptions): Session {
  const { connection, maxRequests, takeTurn, signal, onExchange, ...shared } = options;
  const exchanges: Exchange[] = [];
  const share = createSharing();
  let sent = 0;

  async function sendOnce(operation: Operation, purpose: Purpose, request: SentRequest): Promise<Exchange> {
    if (sent >= maxRequests) throw new BudgetEnded(`All ${maxRequests} requests are sent.`);
    sent += 1;
    await takeTurn(signal);
    signal.throwIfAborted();
    const startedAt = new Date();
    const from = performance.now();
    const outcome = share(await connection.send(request, signal));
    signal.throwIfAborted();
    const exchange = { operation, purpose, request, startedAt, ms: performance.now() - from, ...outcome };
    exchanges.push(exchange);
    onExchange(exchange);
    return exchange;
  }

  return {
    ...shared,
    exchanges,
    replays: new Map(),
    finished: new Set(),
    left: () => maxRequests - sent,
    async send(operation, purpose, request) {
      for (let attempt = 1; ; attempt += 1) {
        const exchange = await sendOnce(operation, purpose, request);
        if (attempt === mostAttempts || !isUnasked429(exchange)) return exchange;
        await wait(pauseOf(exchange), undefined, { signal });
      }
    },
  };
}

/** Keeps equal bodies once: most of a run are, and what is found out about one is true of all. */
function createSharing(): (outcome: Outcome) => Outcome {
  const bodies = new Map<string, Uint8Array>();
  return (outcome) => {
    if (!("response" in outcome)) return outcome;
    const { response } = outcome;
    const text = Buffer.from(response.body).toString("latin1");
    const body = bodies.get(text) ?? response.body;
    bodies.set(text, body);
    return { response: { ...response, body } };
  };
}

const mostAttempts = 5;

function isUnasked429({ response, operation, purpose }: Exchange): boolean {
  if (response?.status !== 429 || !responseFor(operation, 429)) return false;
  return purpose.kind !== "scenario" || (purpose.scenario.status !== 429 && purpose.scenario.sequence === undefined);
}

const longestPauseMs = 60_000;

/** Reads `Retry-After`, in seconds or as a date. */
function pauseOf({ response }: Exchange): number {
  const asked = headerOf(response!, "retry-after") ?? "1";
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return Math.min(Math.max(Number.isNaN(ms) ? 1000 : ms, 0), longestPauseMs);
}
