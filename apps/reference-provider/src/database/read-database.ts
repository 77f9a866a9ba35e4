import { Pool, type QueryConfig } from "pg";
import { createDependency, type Dependency } from "../dependency.ts";
import { type Finding, findIntegration, type Question, toValues } from "./find-integration.ts";

export interface ReadOptions {
  /** The addresses of the servers to read from, by the option that gives them. The first is preferred. */
  urls: Map<string, string>;
  /** How many connections to open to each server at most. */
  poolSize: number;
  connectTimeoutMs: number;
  queryTimeoutMs: number;
  /** Off for a pgbouncer that does not know prepared statements. */
  isPrepared: boolean;
  /** Receives what people have to mend: a server does not respond, or responds again. */
  onProblem: (problem: string) => void;
}

/** The database as the serving process uses it. It only reads. */
export interface ReadDatabase {
  /** Resolves to `undefined` if the token is unknown, expired or revoked. */
  find(question: Question): Promise<Finding | undefined>;
  /** Rejects if no server responds. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The database does not respond, or not in time. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
}

interface Server {
  pool: Pool;
  health: Dependency;
  /** Until when it is asked only after the others, because it failed. */
  avoidUntil: number;
}

/** How long a server that failed is avoided. Then one request tries it again. */
const avoidMs = 10_000;

/** Connects to one or more servers that have the same data. */
export function createReadDatabase(options: ReadOptions): ReadDatabase {
  const servers = Array.from(options.urls, ([name, url]): Server => {
    const consequence = `Requests ${options.urls.size > 1 ? "go to the other database" : "get 503"} until it does.`;
    const health = createDependency({ name: `The database of ${name}`, consequence, onProblem: options.onProblem });
    return { pool: createPool(url, options), health, avoidUntil: 0 };
  });
  const name = options.isPrepared ? { name: "find-integration" } : {};
  return {
    async find(question) {
      const [finding] = await ask<Finding>(servers, { ...name, text: findIntegration, values: toValues(question) });
      return finding;
    },
    async check() {
      await ask(servers, { text: "select 1 from tokens limit 1", values: [] });
    },
    async close() {
      await Promise.all(servers.map(({ pool }) => pool.end()));
    },
  };
}

function createPool(url: string, { poolSize, connectTimeoutMs, queryTimeoutMs }: ReadOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    // The server, too, gives up what nobody waits for any more.
    statement_timeout: queryTimeoutMs,
    application_name: "reference-provider",
    keepAlive: true,
  });
  // The end of an idle connection would end this process. The next request finds out whether the server responds.
  return pool.on("error", () => undefined);
}

/** Asks the servers in turn until one responds. */
async function ask<Row extends object>(servers: Server[], query: QueryConfig): Promise<Row[]> {
  let reason: unknown;
  for (const server of inOrder(servers)) {
    try {
      const { rows } = await server.pool.query<Row>(query);
      server.avoidUntil = 0;
      server.health.works();
      return rows;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      server.avoidUntil = performance.now() + avoidMs;
      server.health.fails(error);
      reason = error;
    }
  }
  throw new UnavailableError(reason instanceof Error ? reason.message : String(reason));
}

function inOrder(servers: Server[]): Server[] {
  const now = performance.now();
  const sorted = servers.toSorted((one, other) => Number(one.avoidUntil > now) - Number(other.avoidUntil > now));
  const [first] = sorted;
  // This request tries it again; the others do not wait with it.
  if (first && first.avoidUntil > 0) first.avoidUntil = now + avoidMs;
  return sorted;
}

/** Everything but a fault in the statement or its values, such as an error of the network, which has no SQLSTATE. */
function isUnavailable(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return !(typeof code === "string" && /^(?:22|23|42)[0-9A-Z]{3}$/.test(code));
}
