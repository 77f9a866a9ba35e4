import type { Measure } from "./compare-servers.ts";
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

const columns: { title: string; key: keyof Measure; digits: number }[] = [
  { title: "requests/s", key: "perSecond", digits: 0 },
  { title: "new requests/s", key: "newPerSecond", digits: 0 },
  { title: "p50 ms", key: "p50Ms", digits: 2 },
  { title: "p99 ms", key: "p99Ms", digits: 2 },
  { title: "CPU µs/request", key: "cpuMicros", digits: 1 },
  { title: "start ms", key: "startMs", digits: 0 },
  { title: "memory MB", key: "megabytes", digits: 0 },
];

/** Prints the medians of the rounds, and the mock's speed as ratios. */
export function printComparison(measured: Map<string, Measure[]>): void {
  printRow(["", ...columns.map(({ title }) => title)]);
  for (const [name, rounds] of measured) {
    const cells = columns.map(({ key, digits }) => median(rounds.map((round) => round[key])).toFixed(digits));
    printRow([name, ...cells]);
  }

  console.log("");
  const mock = measured.get("mock") ?? [];
  for (const { title, server, key, ratio: aim } of aims) {
    // Per round, because other load on the machine slows all servers of a round.
    const ratios = (measured.get(server) ?? []).map((other, round) => (mock[round]?.[key] ?? 0) / other[key]);
    const ratio = median(ratios);
    const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    console.log(`${title}: ${ratio.toFixed(2)}, ${range} (aim ${aim}: ${ratio >= aim ? "reached" : "missed"})`);
  }
}

function printRow(cells: string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(16))).join(""));
}
