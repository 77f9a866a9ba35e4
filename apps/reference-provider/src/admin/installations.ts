import type { ClientBase } from "pg";
import { inTransaction } from "../database/in-transaction.ts";
import { ProviderError } from "../provider-error.ts";
import { requireEnvironment } from "./environments.ts";

export interface Installation {
  id: string;
  environment: string;
  /** Adds the environment to this team if the database does not have it. */
  team?: string | undefined;
}

/** Installs an integration in an environment. Resolves to false if it was installed there already. */
export async function install(client: ClientBase, { id, environment, team }: Installation): Promise<boolean> {
  return inTransaction(client, async () => {
    await requireIntegration(client, id);
    await requireEnvironment(client, environment, team);
    return addInstallation(client, id, environment);
  });
}

/** Resolves to false if it is installed already, or the database does not have the environment. */
export async function addInstallation(client: ClientBase, id: string, environment: string): Promise<boolean> {
  const insert =
    "insert into installations select $1, team_id, id from environments where id = $2 on conflict do nothing";
  const { rowCount } = await client.query(insert, [id, environment]);
  return rowCount === 1;
}

/** Removes an integration from an environment. Resolves to false if it was not installed there. */
export async function uninstall(client: ClientBase, { id, environment }: Installation): Promise<boolean> {
  await requireIntegration(client, id);
  const { rowCount } = await client.query(
    "delete from installations where integration_id = $1 and environment_id = $2",
    [id, environment],
  );
  return rowCount === 1;
}

async function requireIntegration(client: ClientBase, id: string): Promise<void> {
  const { rows } = await client.query("select 1 from integrations where id = $1", [id]);
  if (rows.length === 0) throw new ProviderError(`the database has no integration ${id}. Import it first.`);
}
