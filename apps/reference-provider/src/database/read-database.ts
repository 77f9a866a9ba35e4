import { Pool, type QueryConfig } from "pg";
import { type Finding, findIntegration, type Question, toValues } from "./find-integration.ts";

export interface ReadOptions {
  /** The addresses of the servers to read from. The first is preferred. */
  urls: string[];
  /** How many connections to open to each server at most. */
  poolSize: number;
  connectTimeoutMs: number;
  queryTimeoutMs: number;
  /** Off for a pgbouncer that does not know prepared statements. */
  isPrepared: boolean;
  /** Receives the failure of an idle connection. */
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
  /** Until when it is asked only after the others. */
  avoidUntil: number;
}

/** How long a server that failed is avoided. */
const avoidMs = 1000;

/** Connects to one or more servers that have the same data. */
export function createReadDatabase(options: ReadOptions): ReadDatabase {
  const servers = options.urls.map((url): Server => ({ pool: createPool(url, options), avoidUntil: 0 }));
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

function createPool(url: string, options: ReadOptions): Pool {
  const { poolSize, connectTimeoutMs, queryTimeoutMs, onProblem } = options;
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
  // Without a listener, the end of an idle connection would end this process.
  return pool.on("error", (error) => {
    if (!pool.ending) onProblem(`A connection to the database ended: ${error.message}.`);
  });
}

/** Asks the servers in turn until one responds. */
async function ask<Row extends object>(servers: Server[], query: QueryConfig): Promise<Row[]> {
  const now = performance.now();
  const inOrder = servers.toSorted((one, other) => Number(one.avoidUntil > now) - Number(other.avoidUntil > now));
  let reason = "";
  for (const server of inOrder) {
    try {
      return (await server.pool.query<Row>(query)).rows;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      server.avoidUntil = performance.now() + avoidMs;
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new UnavailableError(reason);
}

/** Everything but a fault in the statement or its values, such as an error of the network, which has no SQLSTATE. */
function isUnavailable(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return !(typeof code === "string" && /^(?:22|23|42)[0-9A-Z]{3}$/.test(code));
}
