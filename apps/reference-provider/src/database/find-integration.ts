/** What a request asks for: who asks, and for what. */
export interface Question {
  /** The SHA-256 of the token. */
  tokenHash: Buffer;
  /** Missing if the request is invalid, and only the token matters. */
  id?: string | undefined;
  /** Leaves only this environment in the list of those in which the integration is installed. */
  environmentId?: string | undefined;
}

/** What the database knows about a token and the integration that it asks for. */
export interface Finding {
  token_id: string;
  kind: "api" | "limited";
  /** Null, like everything after it, if there is no integration with the id that the token may see. */
  id: string | null;
  team_id: string;
  sharing: string;
  /** The other properties of the integration, as JSON. */
  properties: string;
  /** The other properties of the team, as JSON. */
  team: string;
  /** Of the caller's team. */
  installed: string[];
}

/**
 * Finds a token and, in the same statement, the integration.
 *
 * A team sees its own integrations, those that others do not deny, and those that it has installed. Of the environments
 * in which an integration is installed, it sees its own. These are looked up before the integration (`offset 0` keeps
 * PostgreSQL from changing that), so the time of a 404 does not depend on whether an integration exists.
 */
export const findIntegration = `
  select t.id as token_id, t.kind, i.id, i.team_id, i.sharing, i.properties, o.properties as team,
    array(select one from unnest(own.installed) one where $3::uuid is null or one = $3::uuid order by one) as installed
  from tokens t
  join environments e on e.id = t.environment_id
  cross join lateral (
    select array(
      select n.environment_id from installations n where n.integration_id = $2::uuid and n.team_id = e.team_id
    ) as installed
    offset 0
  ) own
  left join integrations i on i.id = $2::uuid
    and (i.team_id = e.team_id or i.sharing <> 'deny' or cardinality(own.installed) > 0)
  left join teams o on o.id = i.team_id
  where t.hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > current_timestamp)`;

/** The values of the statement's parameters. */
export function toValues({ tokenHash, id, environmentId }: Question): [Buffer, string | null, string | null] {
  return [tokenHash, id ?? null, environmentId ?? null];
}
