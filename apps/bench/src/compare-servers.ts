import { type ExampleRequest, readExampleRequest } from "./example-request.ts";
import { runLoad } from "./load.ts";
import { createBare, createMock, createPrism, type Server } from "./servers.ts";

/** What one server did in one round. */
export interface Measure {
  perSecond: number;
  /** The same if no request has been sent before. */
  newPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time of the server per request, in microseconds. */
  cpuMicros: number;
  startMs: number;
  megabytes: number;
}

export interface CompareOptions {
  rounds: number;
  seconds: number;
}

const warmUpSeconds = 1;

/** Measures the servers in turn, each in a new process per round. Resolves to the rounds by server name. */
export async function compareServers({ rounds, seconds }: CompareOptions): Promise<Map<string, Measure[]>> {
  const request = await readExampleRequest();
  const servers = [createMock(request), createPrism(request), await createBare(request)];
  const measured = new Map(servers.map(({ name }): [string, Measure[]] => [name, []]));

  for (let round = 1; round <= rounds; round++) {
    for (const server of servers) {
      const measure = await measureOnce(server, request, seconds);
      measured.get(server.name)?.push(measure);
      console.error(
        `round ${round}: ${server.name} ${Math.round(measure.perSecond)} requests/s, ${Math.round(measure.newPerSecond)} new`,
      );
    }
  }
  return measured;
}

async function measureOnce(server: Server, request: ExampleRequest, seconds: number): Promise<Measure> {
  const { url, startMs, usage, stop } = await server.start();
  try {
    const load = { url, paths: [request.path], headers: request.headers };
    await runLoad({ ...load, seconds: warmUpSeconds });
    const before = await usage();
    const { requests, perSecond, p50Ms, p99Ms, statuses } = await runLoad({ ...load, seconds });
    const { megabytes, cpuSeconds } = await usage();
    const unseen = await runLoad({ ...load, areNew: true, seconds });

    for (const result of [{ requests, statuses }, unseen]) {
      if (result.statuses["200"] === result.requests) continue;
      throw new Error(`Failed to measure ${server.name}: expected only 200, got ${JSON.stringify(result.statuses)}.`);
    }
    const cpuMicros = ((cpuSeconds - before.cpuSeconds) / requests) * 1e6;
    return { perSecond, newPerSecond: unseen.perSecond, p50Ms, p99Ms, cpuMicros, startMs, megabytes };
  } finally {
    await stop();
  }
}
