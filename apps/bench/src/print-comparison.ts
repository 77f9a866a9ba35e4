import type { Measure } from "./compare-servers.ts";
import { type Column, describeRange, printMedians } from "./print-table.ts";
import { median } from "./statistics.ts";

interface Aim {
  title: string;
  server: string;
  key: "perSecond" | "newPerSecond";
  /** The mock's target, as a multiple of the server's requests per second. */
  ratio: number;
}

const aims: Aim[] = [
  { title: "mock / Prism CLI", server: "Prism CLI", key: "perSecond", ratio: 30 },
  { title: "mock / node:http", server: "node:http", key: "perSecond", ratio: 0.8 },
  { title: "mock / Prism CLI, new requests", server: "Prism CLI", key: "newPerSecond", ratio: 2 },
];

const columns: Column<Measure>[] = [
  { title: "requests/s", of: (measure) => measure.perSecond, digits: 0 },
  { title: "new requests/s", of: (measure) => measure.newPerSecond, digits: 0 },
  { title: "p50 ms", of: (measure) => measure.p50Ms, digits: 2 },
  { title: "p99 ms", of: (measure) => measure.p99Ms, digits: 2 },
  { title: "CPU µs/request", of: (measure) => measure.cpuMicros, digits: 1 },
  { title: "start ms", of: (measure) => measure.startMs, digits: 0 },
  { title: "memory MB", of: (measure) => measure.megabytes, digits: 0 },
];

/** Prints the medians of the rounds, and the mock's speed as ratios. */
export function printComparison(measured: Map<string, Measure[]>): void {
  printMedians(measured, columns);

  console.log("");
  const mock = measured.get("mock") ?? [];
  for (const { title, server, key, ratio: aim } of aims) {
    // Per round, because other load on the machine slows all servers of a round.
    const ratios = (measured.get(server) ?? []).map((other, round) => (mock[round]?.[key] ?? 0) / other[key]);
    const isReached = median(ratios) >= aim;
    console.log(`${title}: ${describeRange(ratios, 2)} (aim ${aim}: ${isReached ? "reached" : "missed"})`);
  }
}
