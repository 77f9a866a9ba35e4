import type { CatalogueOperation, Scenario } from "./catalogue.ts";

/** How far each token is in each sequence. Whoever answers keeps one. */
export type Counters = Map<string, number>;

const most = 10_000;

/** The scenarios that are answered one after the other: those of a sequence, or the scenario alone. */
export function stepsOf({ scenarios }: CatalogueOperation, scenario: Scenario): Scenario[] {
  const { sequence = [] } = scenario;
  const steps = sequence.flatMap((name) => scenarios.find((one) => one.name === name) ?? []);
  return steps.length === 0 ? [scenario] : steps;
}

/** Answers which of a number of steps is next for a token, and counts it. After the last comes the first. */
export function takeTurn(name: string, steps: number, token: string | undefined, counters: Counters): number {
  const key = `${token} ${name}`;
  const turn = counters.get(key) ?? 0;
  counters.delete(key);
  if (turn + 1 < steps) counters.set(key, turn + 1);

  const [oldest] = counters.keys();
  if (counters.size > most && oldest !== undefined) counters.delete(oldest);
  return turn;
}
