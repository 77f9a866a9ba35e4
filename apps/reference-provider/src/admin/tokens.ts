import { hash, randomBytes, randomUUID } from "node:crypto";
import type { ClientBase } from "pg";
import { inTransaction } from "../database/in-transaction.ts";
import { ProviderError } from "../provider-error.ts";
import { requireEnvironment } from "./environments.ts";

export interface NewToken {
  environment: string;
  /** Adds the environment to this team if the database does not have it. */
  team?: string | undefined;
  /** A limited token may not call the endpoint. */
  kind: "api" | "limited";
  /** Seconds. Without them, it does not expire. */
  expiresIn?: number | undefined;
}

export interface CreatedToken {
  id: string;
  /** Nothing else ever shows it: only its hash is stored. */
  token: string;
}

export async function createToken(client: ClientBase, options: NewToken): Promise<CreatedToken> {
  const { environment, team, kind, expiresIn } = options;
  const token = randomBytes(32).toString("base64url");
  const id = randomUUID();
  await inTransaction(client, async () => {
    await requireEnvironment(client, environment, team);
    await client.query(
      `insert into tokens (hash, id, environment_id, kind, expires_at)
       values ($1, $2, $3, $4, current_timestamp + make_interval(secs => $5))`,
      [hash("sha256", token, "buffer"), id, environment, kind, expiresIn ?? null],
    );
  });
  return { id, token };
}

export interface ListedToken {
  id: string;
  environment_id: string;
  team_id: string;
  kind: "api" | "limited";
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** All tokens, the newest first. */
export async function listTokens(client: ClientBase): Promise<ListedToken[]> {
  const { rows } = await client.query<ListedToken>(
    `select t.id, t.environment_id, e.team_id, t.kind, t.created_at, t.expires_at, t.revoked_at
     from tokens t join environments e on e.id = t.environment_id order by t.created_at desc, t.id`,
  );
  return rows;
}

export async function revokeToken(client: ClientBase, id: string): Promise<void> {
  const { rowCount } = await client.query(
    "update tokens set revoked_at = coalesce(revoked_at, current_timestamp) where id = $1",
    [id],
  );
  if (rowCount === 0) throw new ProviderError(`there is no token ${id}. \`token list\` shows all of them.`);
}
