import { fewIntegrations, names, type ProviderComparison, type ProviderMeasure } from "./compare-providers.ts";
import { median } from "./statistics.ts";

type Key = keyof ProviderMeasure;
type Rounds = ProviderComparison["measured"];

interface Aim {
  title: string;
  /** In each round. */
  of: (measured: Rounds) => number[];
  digits: number;
  most: number;
  least?: number;
}

const columns: { title: string; key: Key; digits: number }[] = [
  { title: "CPU µs/read", key: "cpuMicros", digits: 0 },
  { title: "of the server", key: "serverMicros", digits: 0 },
  { title: "of PostgreSQL", key: "databaseMicros", digits: 0 },
  { title: "requests/s", key: "perSecond", digits: 0 },
  { title: "p50 ms", key: "p50Ms", digits: 2 },
  { title: "p99 ms", key: "p99Ms", digits: 2 },
  { title: "start ms", key: "startMs", digits: 0 },
  { title: "memory MB", key: "megabytes", digits: 0 },
];

/** Prints the medians of the rounds, and whether the provider reaches its aims. */
export function printProviders({ measured, firstStarts }: ProviderComparison, integrations: number): void {
  printRow(["", ...columns.map(({ title }) => title)]);
  for (const [name, rounds] of measured) {
    const cells = columns.map(({ key, digits }) => median(rounds.map((round) => round[key])).toFixed(digits));
    printRow([name, ...cells]);
  }

  console.log("");
  for (const { title, of, digits, most, least = 0 } of createAims(integrations)) {
    const values = of(measured);
    const isReached = median(values) <= most && median(values) >= least;
    const aim = least > 0 ? `${least.toFixed(digits)} to ${most.toFixed(digits)}` : most;
    console.log(`${title}: ${describe(values, digits)} (aim ${aim}: ${isReached ? "reached" : "missed"})`);
  }
  const seconds = firstStarts.map((ms) => ms / 1000);
  console.log(
    `seconds from the start, with a PostgreSQL of its own on new data, to the first 200: ${describe(seconds, 2)}`,
  );
}

function createAims(integrations: number): Aim[] {
  const [few, many] = [fewIntegrations, integrations].map((count) => count.toLocaleString("en"));
  return [
    { title: `provider / ${names.bare}, CPU per read`, of: ratiosTo(names.bare), digits: 2, most: 1.1 },
    { title: `provider / ${names.fastify}, CPU per read`, of: ratiosTo(names.fastify), digits: 2, most: 0.5 },
    {
      title: `provider with ${many} integrations / with ${few}, CPU per read`,
      of: (measured) => ratios(measured, names.larger, names.provider),
      digits: 2,
      most: 1.15,
      least: 1 / 1.15,
    },
    {
      title: "memory of the provider, in MB",
      of: (measured) => [names.provider, names.larger].flatMap((name) => valuesOf(measured, name, "megabytes")),
      digits: 0,
      most: 130,
    },
  ];
}

function ratiosTo(name: string): Aim["of"] {
  return (measured) => ratios(measured, names.provider, name);
}

/** Per round, because other load on the machine slows all servers of a round. */
function ratios(measured: Rounds, name: string, other: string): number[] {
  const others = valuesOf(measured, other, "cpuMicros");
  return valuesOf(measured, name, "cpuMicros").map((micros, round) => micros / (others[round] ?? Number.NaN));
}

function valuesOf(measured: Rounds, name: string, key: Key): number[] {
  return (measured.get(name) ?? []).map((round) => round[key]);
}

function describe(values: number[], digits: number): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)}, ${least.toFixed(digits)} to ${most.toFixed(digits)}`;
}

function printRow(cells: string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(18) : cell.padStart(15))).join(""));
}
