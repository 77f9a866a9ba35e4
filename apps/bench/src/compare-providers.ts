import { isDeepStrictEqual } from "node:util";
import { type ExampleRequest, readExampleRequest } from "./example-request.ts";
import { runLoad } from "./load.ts";
import { measureFirstStart } from "./local-provider.ts";
import { type ProviderDatabase, startProviderDatabase } from "./provider-database.ts";
import { createBareProvider, createFastifyProvider, createProvider, type ProviderPeer } from "./provider-peers.ts";
import type { ServerProcess } from "./server-process.ts";

/** What one server did in one round. */
export interface ProviderMeasure {
  /** Processor time per request, in microseconds: of the server, of its database, and of both. */
  serverMicros: number;
  databaseMicros: number;
  cpuMicros: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  startMs: number;
  megabytes: number;
}

export interface ProviderComparison {
  /** The rounds by server name. */
  measured: Map<string, ProviderMeasure[]>;
  /** Milliseconds from the start of the provider, with a PostgreSQL of its own on new data, to its first 200. */
  firstStarts: number[];
}

export interface ProviderOptions {
  rounds: number;
  seconds: number;
  /** How many integrations the larger database has. */
  integrations: number;
}

/** The servers by their names, in the order in which they are measured. The last reads from the larger database. */
export const names = {
  provider: "provider",
  bare: "node:http + pg",
  fastify: "Fastify + pg",
  larger: "provider, larger",
} as const;

interface RunningPeer extends ProviderPeer {
  server: ServerProcess;
}

export const fewIntegrations = 1000;
const warmUpSeconds = 1;

/**
 * Measures the servers in turn. They keep running, so the rounds show what they need once their code is optimized, and
 * their memory after all of it.
 */
export async function compareProviders(options: ProviderOptions): Promise<ProviderComparison> {
  const { rounds, seconds, integrations } = options;
  const example = await readExampleRequest();
  const database = await startProviderDatabase();
  const running: RunningPeer[] = [];
  try {
    for (const peer of await createPeers(database, example, integrations)) {
      running.push({ ...peer, server: await peer.start() });
    }
    await checkBodies(running.filter(({ name }) => name !== names.larger));

    const measured = new Map(running.map(({ name }): [string, ProviderMeasure[]] => [name, []]));
    const firstStarts: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      for (const peer of running) {
        const measure = await measureOnce(peer, database, seconds);
        measured.get(peer.name)?.push(measure);
        console.error(`round ${round}: ${peer.name} ${measure.cpuMicros.toFixed(0)} µs of CPU per read`);
      }
      firstStarts.push(await measureFirstStart(example.path));
    }
    return { measured, firstStarts };
  } finally {
    await Promise.all(running.map(({ server }) => server.stop()));
    await database.stop();
  }
}

async function createPeers(
  database: ProviderDatabase,
  example: ExampleRequest,
  integrations: number,
): Promise<ProviderPeer[]> {
  const id = example.path.slice(example.path.lastIndexOf("/") + 1);
  const request = { ...example, headers: { ...example.headers, authorization: `Bearer ${database.token}` } };
  const few = { request, database: await database.add("few", { id, count: fewIntegrations }) };
  const many = { request, database: await database.add("many", { id, count: integrations }) };
  return [
    createProvider(names.provider, few),
    createBareProvider(names.bare, few),
    await createFastifyProvider(names.fastify, few),
    createProvider(names.larger, many),
  ];
}

/** Makes sure that all do the same work. */
async function checkBodies(peers: RunningPeer[]): Promise<void> {
  const bodies: unknown[] = [];
  for (const { name, server, paths, headers } of peers) {
    const response = await fetch(server.url + paths[0], { headers: { ...headers, connection: "close" } });
    bodies.push(await response.json());
    if (isDeepStrictEqual(bodies.at(-1), bodies[0])) continue;
    throw new Error(`Failed to compare ${name} with the provider: it does not send the same.`);
  }
}

async function measureOnce(peer: RunningPeer, database: ProviderDatabase, seconds: number): Promise<ProviderMeasure> {
  const { name, server, paths, headers } = peer;
  const load = { url: server.url, paths, headers, areShuffled: true };
  await runLoad({ ...load, seconds: warmUpSeconds });
  const before = await Promise.all([server.usage(), database.cpuSeconds()]);
  const { requests, perSecond, p50Ms, p99Ms, statuses } = await runLoad({ ...load, seconds });
  const [{ megabytes, cpuSeconds }, databaseSeconds] = await Promise.all([server.usage(), database.cpuSeconds()]);

  if (statuses["200"] !== requests)
    throw new Error(`Failed to measure ${name}: expected only 200, got ${JSON.stringify(statuses)}.`);
  const serverMicros = ((cpuSeconds - before[0].cpuSeconds) / requests) * 1e6;
  const databaseMicros = ((databaseSeconds - before[1]) / requests) * 1e6;
  const cpuMicros = serverMicros + databaseMicros;
  return { serverMicros, databaseMicros, cpuMicros, perSecond, p50Ms, p99Ms, startMs: server.startMs, megabytes };
}
