import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { Load, LoadResult } from "./load.ts";
import { quantile } from "./statistics.ts";

/** The part of autocannon used here; it ships without types. */
interface Autocannon {
  default(options: object): { on(event: "response", listener: OnResponse): void } & PromiseLike<Outcome>;
}
type OnResponse = (client: unknown, status: number, bytes: number, ms: number) => void;
interface Outcome {
  errors: number;
  duration: number;
}

const given: Load & { connections: number; autocannon: string } = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(await run(given)));

/** Records each time itself, because autocannon only counts whole milliseconds. */
async function run({ connections, autocannon, ...load }: typeof given): Promise<LoadResult> {
  const { default: start }: Autocannon = await import(pathToFileURL(autocannon).href);
  const { url, seconds } = load;
  const times: number[] = [];
  const statuses: Record<string, number> = {};

  const running = start({ url, requests: toRequests(load), connections, duration: seconds });
  running.on("response", (_, status, _bytes, ms) => {
    times.push(ms);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  const { errors, duration } = await running;

  if (errors > 0) throw new Error(`Failed to measure ${url}: ${errors} requests got no response.`);
  const share = (value: number): number => quantile(times, value);
  return {
    requests: times.length,
    perSecond: times.length / duration,
    p50Ms: share(0.5),
    p99Ms: share(0.99),
    statuses,
  };
}

function toRequests({ paths, areShuffled, areNew, headers }: Load): object[] {
  const toNew = (request: { path: string }): object => ({
    ...request,
    path: `${request.path}?unknown=${randomUUID()}`,
  });
  const toRandom = (request: object): object => ({ ...request, path: paths[Math.floor(Math.random() * paths.length)] });
  const setupRequest = areShuffled ? toRandom : areNew ? toNew : undefined;
  const templates = areShuffled ? paths.slice(0, 1) : paths;
  return templates.map((path) => ({ method: "GET", path, headers, ...(setupRequest && { setupRequest }) }));
}
