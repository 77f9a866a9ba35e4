import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogueOperation, Scenario } from "@integrations-api/scenarios";
import type { Client } from "pg";
import { callerOf, seed } from "../admin/seed.ts";
import { type CreatedToken, createToken, type NewToken, revokeToken } from "../admin/tokens.ts";

/** What somebody on this machine needs to call a provider with the seeded data. */
export interface LocalAccess {
  token: string;
  /** The absolute path of a target file for the contract tests. */
  target: string;
  /** Revokes its tokens, and removes the file. */
  end: (client: Client) => Promise<void>;
}

export interface LocalOptions {
  operation: CatalogueOperation;
  url: string;
  folder: string;
}

/** Stores the contract's examples, unless the database has them. */
export async function seedOnce(client: Client, operation: CatalogueOperation): Promise<void> {
  const { rows } = await client.query("select 1 from teams where id = $1", [callerOf(operation).team]);
  if (rows.length === 0) await seed(client, operation);
}

/** Creates tokens for the seeded data, and a target file with all of them. */
export async function createLocalAccess(client: Client, options: LocalOptions): Promise<LocalAccess> {
  const { operation, url, folder } = options;
  const create = (more: Pick<NewToken, "kind" | "expiresIn">): Promise<CreatedToken> =>
    createToken(client, { ...callerOf(operation), ...more });
  const own = await create({ kind: "api" });
  const created = [own];
  const scenarios: Record<string, { token: string }> = {};
  for (const scenario of operation.scenarios) {
    const more = tokenFor(scenario);
    if (!more) continue;
    const one = await create(more);
    created.push(one);
    scenarios[scenario.name] = { token: one.token };
  }

  const target = join(folder, `target-${new URL(url).port}.yaml`);
  // JSON is YAML.
  await writeFile(target, `${JSON.stringify({ url, token: own.token, scenarios }, null, 2)}\n`, { mode: 0o600 });
  return {
    token: own.token,
    target,
    end: async (ending) => {
      for (const { id } of created) await revokeToken(ending, id);
      await rm(target, { force: true });
    },
  };
}

/** The token that makes this provider send what the mock sends for a scenario's reserved token. */
function tokenFor({ token, status }: Scenario): Pick<NewToken, "kind" | "expiresIn"> | undefined {
  if (token === undefined) return undefined;
  if (status === 401) return { kind: "api", expiresIn: 0 };
  return status === 403 ? { kind: "limited" } : undefined;
}
