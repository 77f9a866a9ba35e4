import type { ClientBase } from "pg";
import type { Finding } from "../database/find-integration.ts";
import { ProviderError } from "../provider-error.ts";
import { toBody } from "../service/served-operation.ts";

/** Reads an integration as its file would be imported, with all environments in which it is installed. */
export async function exportIntegration(client: ClientBase, id: string): Promise<string> {
  const { rows } = await client.query<Finding>(
    `select i.id, i.team_id, i.sharing, i.properties, o.properties as team,
       array(select environment_id from installations where integration_id = i.id order by 1) as installed
     from integrations i join teams o on o.id = i.team_id where i.id = $1`,
    [id],
  );
  const [found] = rows;
  if (!found) throw new ProviderError(`the database has no integration ${id}.`);
  return toBody(found);
}
