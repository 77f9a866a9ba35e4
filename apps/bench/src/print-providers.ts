import { fewIntegrations, names, type ProviderComparison, type ProviderMeasure } from "./compare-providers.ts";
import { type Column, describeRange, printMedians } from "./print-table.ts";
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

const columns: Column<ProviderMeasure>[] = [
  { title: "CPU µs/read", of: (measure) => measure.cpuMicros, digits: 0 },
  { title: "of the server", of: (measure) => measure.serverMicros, digits: 0 },
  { title: "of PostgreSQL", of: (measure) => measure.databaseMicros, digits: 0 },
  { title: "requests/s", of: (measure) => measure.perSecond, digits: 0 },
  { title: "p50 ms", of: (measure) => measure.p50Ms, digits: 2 },
  { title: "p99 ms", of: (measure) => measure.p99Ms, digits: 2 },
  { title: "start ms", of: (measure) => measure.startMs, digits: 0 },
  { title: "memory MB", of: (measure) => measure.megabytes, digits: 0 },
];

/** Prints the medians of the rounds, and whether the provider reaches its aims. */
export function printProviders({ measured, firstStarts }: ProviderComparison, integrations: number): void {
  printMedians(measured, columns);
  console.log("");
  for (const { title, of, digits, most, least = 0 } of createAims(integrations)) {
    const values = of(measured);
    const isReached = median(values) <= most && median(values) >= least;
    const aim = least > 0 ? `${least.toFixed(digits)} to ${most.toFixed(digits)}` : most;
    console.log(`${title}: ${describeRange(values, digits)} (aim ${aim}: ${isReached ? "reached" : "missed"})`);
  }
  const seconds = firstStarts.map((ms) => ms / 1000);
  console.log(
    `seconds from the start, with a PostgreSQL of its own on new data, to the first 200: ${describeRange(seconds, 2)}`,
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
