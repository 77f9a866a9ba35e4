import type { Measure } from "./compare-servers.ts";
import { median } from "./statistics.ts";

/** The mock's target, as a multiple of another server's requests per second. */
const aims: Record<string, number> = { "Prism CLI": 10, "node:http": 0.6 };

const columns: { title: string; key: keyof Measure; digits: number }[] = [
  { title: "requests/s", key: "perSecond", digits: 0 },
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
  for (const [name, aim] of Object.entries(aims)) {
    // Per round, because other load on the machine slows all servers of a round.
    const ratios = (measured.get(name) ?? []).map(({ perSecond }, round) => (mock[round]?.perSecond ?? 0) / perSecond);
    const ratio = median(ratios);
    const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    console.log(`mock / ${name}: ${ratio.toFixed(2)}, ${range} (aim ${aim}: ${ratio >= aim ? "reached" : "missed"})`);
  }
}

function printRow(cells: string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(16))).join(""));
}
