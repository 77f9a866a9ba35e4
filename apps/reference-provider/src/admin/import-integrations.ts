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

/**
 * Stores all integrations or, if one cannot be stored, none. One that exists is replaced, but stays installed where it
 * is.
 */
export async function importIntegrations(
  client: ClientBase,
  integrations: ReadIntegration[],
  { environmentsOf }: ImportOptions = {},
): Promise<Imported[]> {
  return inTransaction(client, async () => {
    await storeAll(
      client,
      integrations.map(({ integration }) => integration),
    );
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

/** Stores everything in one order, so two imports at once do not wait for each other. */
async function storeAll(client: ClientBase, integrations: Integration[]): Promise<void> {
  for (const { team } of sortById(integrations.map(({ team_id: id, team: own }) => ({ id, team: own })))) {
    const { id, ...properties } = team;
    await client.query(
      "insert into teams values ($1, $2) on conflict (id) do update set properties = excluded.properties",
      [id, JSON.stringify(properties)],
    );
  }
  for (const integration of sortById(integrations)) {
    const { id, team_id, sharing, installed_environment: _, team: __, ...properties } = integration;
    await client.query(
      `insert into integrations values ($1, $2, $3, $4)
       on conflict (id) do update set
         team_id = excluded.team_id, sharing = excluded.sharing, properties = excluded.properties`,
      [id, team_id, sharing, JSON.stringify(properties)],
    );
  }
}

function sortById<Item extends { id: string }>(items: Item[]): Item[] {
  const keyOf = ({ id }: Item): string => id.toLowerCase();
  return items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : Number(keyOf(one) > keyOf(other))));
}

async function findUnknown(client: ClientBase, environments: string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("select id from environments where id = any($1)", [environments]);
  return environments.filter((environment) => !rows.some(({ id }) => id === environment.toLowerCase()));
}
