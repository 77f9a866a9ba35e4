import type { Measure } from "./compare-servers.ts";

/** How many times the requests per second of another server the mock is to answer. */
const aims: Record<string, number> = { "Prism CLI": 10, "node:http": 0.6 };

/** Prints the medians, and the mock's speed as ratios. */
export function printComparison(medians: Map<string, Measure>): void {
  const columns = ["", "requests/s", "p50 ms", "p99 ms", "CPU µs/request", "first answer ms", "memory MB"];
  printRow(columns);
  for (const [name, measure] of medians) {
    const { perSecond, p50Ms, p99Ms, cpuMicros, startMs, megabytes } = measure;
    const whole = [startMs, megabytes].map((value) => value.toFixed(0));
    printRow([name, perSecond.toFixed(0), p50Ms.toFixed(2), p99Ms.toFixed(2), cpuMicros.toFixed(1), ...whole]);
  }

  console.log("");
  const mock = medians.get("mock");
  for (const [name, aim] of Object.entries(aims)) {
    const ratio = (mock?.perSecond ?? Number.NaN) / (medians.get(name)?.perSecond ?? Number.NaN);
    console.log(`mock / ${name}: ${ratio.toFixed(2)} (aim ${aim}: ${ratio >= aim ? "reached" : "missed"})`);
  }
}

function printRow(cells: string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(16))).join(""));
}
