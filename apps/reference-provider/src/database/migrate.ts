import { readdir, readFile } from "node:fs/promises";
import type { ClientBase } from "pg";
import { inTransaction } from "./in-transaction.ts";

const folder = new URL("../../migrations/", import.meta.url);
/** Names the lock that lets one instance migrate at a time. Any number does that nothing else uses. */
const lock = 7_431_502_266_001;

/** Applies the migrations that a database does not have yet, in the order of their names. Resolves to their names. */
export async function migrate(client: ClientBase): Promise<string[]> {
  // Of several instances that start at once, the others wait.
  await client.query("select pg_advisory_lock($1)", [lock]);
  try {
    await client.query(
      "create table if not exists migrations (name text primary key, applied_at timestamptz not null)",
    );
    const { rows } = await client.query<{ name: string }>("select name from migrations");
    const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
    const missing = files.filter((name) => !rows.some((row) => row.name === name));
    for (const name of missing) await apply(client, name);
    return missing;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [lock]);
  }
}

async function apply(client: ClientBase, name: string): Promise<void> {
  const statements = await readFile(new URL(name, folder), "utf8");
  await inTransaction(client, async () => {
    await client.query(statements);
    await client.query("insert into migrations values ($1, current_timestamp)", [name]);
  });
}
