import type { ClientBase } from "pg";
import { ProviderError } from "../provider-error.ts";

/** Adds an environment to a team, if the database does not have it yet. */
export async function createEnvironment(client: ClientBase, id: string, team: string): Promise<void> {
  const { rows } = await client.query("select id from teams where id = $1", [team]);
  if (rows.length === 0)
    throw new ProviderError(`the team ${team} is not in the database. Import one of its integrations first.`);
  await client.query("insert into environments values ($1, $2) on conflict do nothing", [id, team]);
}

/** Makes sure that an environment exists and, if a team is given, that it belongs to it. */
export async function requireEnvironment(client: ClientBase, id: string, team: string | undefined): Promise<void> {
  if (team !== undefined) await createEnvironment(client, id, team);
  const { rows } = await client.query<{ team_id: string }>("select team_id from environments where id = $1", [id]);
  const [found] = rows;
  if (!found)
    throw new ProviderError(
      `--environment is ${id}, which the database does not have. Give its team with --team to create it.`,
    );
  if (team !== undefined && found.team_id !== team.toLowerCase())
    throw new ProviderError(`--environment ${id} belongs to the team ${found.team_id}, not to --team ${team}.`);
}
