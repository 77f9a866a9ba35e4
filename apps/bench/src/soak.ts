import { randomUUID } from "node:crypto";
import { readExampleRequest } from "./example-request.ts";
import { runLoad } from "./load.ts";
import { createMock } from "./servers.ts";
import type { ServerProcess } from "./server-process.ts";
import { slope } from "./statistics.ts";

export interface Soak {
  perSecond: number;
  /** Megabytes at the start, in the middle and at the end. */
  megabytes: [start: number, middle: number, end: number];
  /** How many megabytes per minute the memory grew in each half. */
  growth: [first: number, second: number];
}

const everyMs = 250;
/** More than the mock remembers, so it keeps evicting. */
const othersAsked = 2000;

/** Puts load on the mock, half of it on more paths than it remembers, and watches its memory. */
export async function soak(seconds: number): Promise<Soak> {
  const { path, headers } = await readExampleRequest();
  const mock = await createMock({ path, headers }).start();
  const paths = Array.from({ length: othersAsked }, () => [path, `${path}?unknown=${randomUUID()}`]).flat();

  const samples: Sample[] = [];
  const sampling = watchMemory(mock, samples);
  const { perSecond } = await runLoad({ url: mock.url, paths, headers, seconds });
  clearInterval(sampling);
  await mock.stop();

  const middle = samples.findIndex(({ x }) => x >= seconds / 60 / 2);
  const [first, second] = [samples.slice(0, middle), samples.slice(middle)];
  return {
    perSecond,
    megabytes: [at(first, 0), at(second, 0), at(second, -1)],
    growth: [slope(first), slope(second)],
  };
}

/** Minutes and megabytes. */
interface Sample {
  x: number;
  y: number;
}

function watchMemory(mock: ServerProcess, samples: Sample[]): NodeJS.Timeout {
  const started = performance.now();
  return setInterval(async () => {
    const { megabytes } = await mock.usage();
    samples.push({ x: (performance.now() - started) / 60_000, y: megabytes });
  }, everyMs);
}

function at(samples: Sample[], index: number): number {
  return samples.at(index)?.y ?? Number.NaN;
}

export function printSoak({ perSecond, megabytes, growth }: Soak): void {
  const [start, middle, end] = megabytes.map((value) => value.toFixed(0));
  const [first, second] = growth.map((value) => `${value >= 0 ? "+" : ""}${value.toFixed(1)} MB/min`);
  console.log(`requests/s: ${perSecond.toFixed(0)}`);
  console.log(`memory: ${start} MB at the start, ${middle} MB in the middle, ${end} MB at the end`);
  console.log(`growth: ${first} in the first half, ${second} in the second`);
}
