import { readdir, readFile } from "node:fs/promises";
import type { ClientBase } from "pg";
import { ProviderError } from "../provider-error.ts";
import { inTransaction } from "./in-transaction.ts";

const folder = new URL("../../migrations/", import.meta.url);
/** Names the lock that lets one instance migrate at a time. Any number does that nothing else uses. */
const lock = 7_431_502_266_001;
const longestWaitMs = 60_000;

/** Applies the migrations that a database does not have yet, in the order of their names. Resolves to their names. */
export async function migrate(client: ClientBase): Promise<string[]> {
  return inTransaction(client, async () => {
    // The lock belongs to the transaction, because one of a session would outlive it in a pool such as pgbouncer's.
    await client.query(`set local lock_timeout = ${longestWaitMs}`);
    await client.query("select pg_advisory_xact_lock($1)", [lock]);
    await client.query(
      "create table if not exists migrations (name text primary key, applied_at timestamptz not null)",
    );
    const { rows } = await client.query<{ name: string }>("select name from migrations");
    const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
    const missing = files.filter((name) => !rows.some((row) => row.name === name));
    for (const name of missing) {
      await client.query(await readFile(new URL(name, folder), "utf8"));
      await client.query("insert into migrations values ($1, current_timestamp)", [name]);
    }
    return missing;
  }).catch((error: unknown) => {
    if (Object(error).code !== lockNotAvailable) throw error;
    const seconds = longestWaitMs / 1000;
    throw new ProviderError(
      `the database could not be migrated, because it was locked for ${seconds} s. Another instance may be migrating it.`,
    );
  });
}

const lockNotAvailable = "55P03";
