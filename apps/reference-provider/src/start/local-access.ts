import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogueOperation, Scenario } from "@integrations-api/scenarios";
import type { Client } from "pg";
import { type Caller, findCaller, seedMissing } from "../admin/seed.ts";
import { type CreatedToken, createToken, type NewToken, revokeToken } from "../admin/tokens.ts";
import { type Database, withClient } from "../database/open-database.ts";

/** What somebody on this machine needs to call a provider on the embedded database. */
export interface LocalAccess {
  token: string;
  /** Writes a target file for the contract tests, and resolves to its absolute path. */
  writeTarget(url: string): Promise<string>;
  /** Revokes the tokens, and removes the file. */
  end(): Promise<void>;
}

/** Stores the contract's examples, unless the database has them, and creates tokens for them. */
export async function createLocalAccess(
  database: Database,
  { folder, operation }: { folder: string; operation: CatalogueOperation },
): Promise<LocalAccess> {
  const { own, scenarios } = await withClient(database, async (client) => {
    await seedMissing(client, operation);
    return createTokens(client, { caller: await findCaller(client, operation), operation });
  });
  const { token } = own;
  let target: string | undefined;
  return {
    token,
    async writeTarget(url) {
      target = join(folder, `target-${new URL(url).port}.yaml`);
      const tokens = Object.entries(scenarios).map(([name, created]) => [name, { token: created.token }]);
      // JSON is YAML.
      const text = JSON.stringify({ url, token, scenarios: Object.fromEntries(tokens) }, null, 2);
      await writeFile(target, `${text}\n`, { mode: 0o600 });
      return target;
    },
    async end() {
      if (target !== undefined) await rm(target, { force: true });
      await withClient(database, async (client) => {
        for (const { id } of [own, ...Object.values(scenarios)]) await revokeToken(client, id);
      });
    },
  };
}

/** A token that works, and one for each scenario that the mock sends for a reserved token. */
async function createTokens(
  client: Client,
  { caller, operation }: { caller: Caller; operation: CatalogueOperation },
): Promise<{ own: CreatedToken; scenarios: Record<string, CreatedToken> }> {
  const create = (more: Pick<NewToken, "kind" | "expiresIn">): Promise<CreatedToken> =>
    createToken(client, { ...caller, ...more });
  const scenarios: Record<string, CreatedToken> = {};
  for (const scenario of operation.scenarios) {
    const more = tokenFor(scenario);
    if (more) scenarios[scenario.name] = await create(more);
  }
  return { own: await create({ kind: "api" }), scenarios };
}

function tokenFor({ token, status }: Scenario): Pick<NewToken, "kind" | "expiresIn"> | undefined {
  if (token === undefined) return undefined;
  if (status === 401) return { kind: "api", expiresIn: 0 };
  return status === 403 ? { kind: "limited" } : undefined;
}
