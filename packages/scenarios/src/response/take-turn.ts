import type { CatalogueOperation, Scenario } from "../contract/catalogue.ts";

/** How far each token is in each sequence. Each server, stub or set of handlers keeps its own. */
export type Counters = Map<string, number>;

const most = 10_000;

/** The scenarios to send, one after another: those of the sequence, or the scenario alone. */
export function sequenceOf({ scenarios }: CatalogueOperation, scenario: Scenario): Scenario[] {
  const { sequence = [] } = scenario;
  const steps = sequence.flatMap((name) => scenarios.find((one) => one.name === name) ?? []);
  return steps.length === 0 ? [scenario] : steps;
}

/** Returns which step of a sequence is next for a token, without counting it. */
export function nextTurn(name: string, token: string | undefined, counters: Counters): number {
  return counters.get(keyOf(name, token)) ?? 0;
}

/** Returns and counts the next step of a sequence for a token. After the last step comes the first. */
export function takeTurn(name: string, steps: number, token: string | undefined, counters: Counters): number {
  const key = keyOf(name, token);
  const turn = nextTurn(name, token, counters);
  counters.delete(key);
  if (turn + 1 < steps) counters.set(key, turn + 1);

  const [oldest] = counters.keys();
  if (counters.size > most && oldest !== undefined) counters.delete(oldest);
  return turn;
}

function keyOf(name: string, token: string | undefined): string {
  return `${token} ${name}`;
}
