import type { CatalogueOperation, Scenario } from "../contract/catalogue.ts";

/** How far each token is in each sequence. Each server, stub or set of handlers keeps its own. */
export type Counters = Map<string, number>;

const most = 10_000;

/** The scenarios to send, one after another: those of the sequence, or the scenario alone. */
export function sequenceOf({ scenarios, defaults }: CatalogueOperation, scenario: Scenario): Scenario[] {
  const { sequence = [] } = scenario;
  const steps = sequence.flatMap((name) => [...scenarios, ...defaults].find((one) => one.name === name) ?? []);
  return steps.length === 0 ? [scenario] : steps;
}

/** A sequence of responses. */
export interface Sequence {
  /** The name of its scenario. */
  name: string;
  /** How many responses it has. */
  steps: number;
}

/**
 * Returns which response of a sequence a request gets, and counts the request by its token. `HEAD` does not count. After
 * the last response comes the first.
 */
export function takeTurn(
  { name, steps }: Sequence,
  { method, token }: { method: string; token: string | undefined },
  counters: Counters,
): number {
  const key = `${token} ${name}`;
  const turn = counters.get(key) ?? 0;
  if (method === "HEAD") return turn;

  counters.delete(key);
  if (turn + 1 < steps) counters.set(key, turn + 1);

  const [oldest] = counters.keys();
  if (counters.size > most && oldest !== undefined) counters.delete(oldest);
  return turn;
}
