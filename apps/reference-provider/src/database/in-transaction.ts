import type { ClientBase } from "pg";

/** Runs statements of one client as a whole: if one fails, none has an effect. */
export async function inTransaction<Result>(client: ClientBase, run: () => Promise<Result>): Promise<Result> {
  await client.query("begin");
  try {
    const result = await run();
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that is lost has rolled back by itself.
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
