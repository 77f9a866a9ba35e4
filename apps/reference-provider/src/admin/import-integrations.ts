import type { Integration } from "@integrations-api/client";
import type { ClientBase } from "pg";
import { inTransaction } from "../database/in-transaction.ts";
import { createEnvironment } from "./environments.ts";
import { addInstallation } from "./installations.ts";
import type { ReadIntegration } from "./read-integrations.ts";

/** What was done with an integration. */
export interface Imported extends Omit<ReadIntegration, "integration"> {
  id: string;
  name: string;
  /** The environments in which it was not installed, because the database does not have them. */
  unknownEnvironments: string[];
}

export interface ImportOptions {
  /** The team that gets the environments that the database does not have. Without one, they are left out. */
  environmentsOf?: string | undefined;
}

/** Stores all integrations or, if one cannot be stored, none. Those that exist are replaced. */
export async function importIntegrations(
  client: ClientBase,
  integrations: ReadIntegration[],
  { environmentsOf }: ImportOptions = {},
): Promise<Imported[]> {
  return inTransaction(client, async () => {
    for (const { integration } of integrations) await store(client, integration);
    const imported: Imported[] = [];
    for (const { integration, ...found } of integrations) {
      const { id, name, installed_environment } = integration;
      for (const environment of installed_environment) {
        if (environmentsOf !== undefined) await createEnvironment(client, environment, environmentsOf);
        await addInstallation(client, id, environment);
      }
      const unknownEnvironments = await findUnknown(client, installed_environment);
      imported.push({ id, name, ...found, unknownEnvironments });
    }
    return imported;
  });
}

async function store(client: ClientBase, integration: Integration): Promise<void> {
  const { id, team_id, sharing, installed_environment: _, team, ...properties } = integration;
  const { id: _id, ...teamProperties } = team;
  await client.query(
    "insert into teams values ($1, $2) on conflict (id) do update set properties = excluded.properties",
    [team_id, JSON.stringify(teamProperties)],
  );
  await client.query(
    `insert into integrations values ($1, $2, $3, $4)
     on conflict (id) do update set
       team_id = excluded.team_id, sharing = excluded.sharing, properties = excluded.properties`,
    [id, team_id, sharing, JSON.stringify(properties)],
  );
}

async function findUnknown(client: ClientBase, environments: string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("select id from environments where id = any($1)", [environments]);
  return environments.filter((environment) => !rows.some(({ id }) => id === environment.toLowerCase()));
}
