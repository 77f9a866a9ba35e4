import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startLocalProvider } from "./local-provider.ts";
import { readTreeSeconds } from "./process-usage.ts";

/** The PostgreSQL that all providers read from. */
export interface ProviderDatabase {
  /** Valid in all its databases. */
  token: string;
  /** Adds a database with copies of an integration. */
  add(name: string, copies: Copies): Promise<FilledDatabase>;
  /** The processor time of all its processes so far. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

export interface Copies {
  /** The id of the integration to copy. */
  id: string;
  count: number;
}

export interface FilledDatabase {
  url: string;
  /** Of the copies, in no order; not more than a measurement can request. */
  ids: string[];
}

/** Starts it in a temporary folder. */
export async function startProviderDatabase(): Promise<ProviderDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "bench-provider-"));
  // PostgreSQL runs as another user if the bench runs as root.
  await chmod(folder, 0o755);
  const provider = await startLocalProvider("--data", folder);
  const lines = (await readFile(join(folder, "postgres/postmaster.pid"), "utf8")).split("\n");
  const [pid, , , , socketFolder = ""] = lines;
  const toUrl = (name: string): string => `postgres:///${name}?user=postgres&host=${encodeURIComponent(socketFolder)}`;
  return {
    token: provider.token,
    async add(name, copies) {
      // PostgreSQL only copies a database that nobody is connected to.
      await connect(toUrl("template1"), (client) => client.query(`create database ${name} template postgres`));
      const ids = await connect(toUrl(name), (client) => fill(client, copies));
      return { url: toUrl(name), ids };
    },
    cpuSeconds: () => readTreeSeconds(Number(pid)),
    async stop() {
      await provider.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function connect<Result>(url: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

const mostIds = 100_000;

async function fill(client: pg.Client, { id, count }: Copies): Promise<string[]> {
  await client.query("create table copies as select gen_random_uuid() as id from generate_series(1, $1::int)", [count]);
  await client.query(
    `insert into integrations
     select c.id, i.team_id, i.sharing, i.properties from copies c cross join integrations i where i.id = $1`,
    [id],
  );
  await client.query(
    `insert into installations
     select c.id, n.team_id, n.environment_id from copies c cross join installations n where n.integration_id = $1`,
    [id],
  );
  const { rows } = await client.query<{ id: string }>("select id from copies order by random() limit $1", [mostIds]);
  await client.query("drop table copies");
  // Otherwise PostgreSQL does this later, while something is measured.
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  return rows.map((row) => row.id);
}
