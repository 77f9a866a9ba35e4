import { randomUUID } from "node:crypto";
import type { Integration } from "@integrations-api/client";
import type { CatalogueOperation, Scenario } from "@integrations-api/scenarios";
import type { ClientBase } from "pg";
import { ProviderError } from "../provider-error.ts";
import { importIntegrations, type Imported } from "./import-integrations.ts";
import { readIntegrations } from "./read-integrations.ts";

/** Who calls the API with the seeded data. */
export interface Caller {
  team: string;
  environment: string;
}

/** Stores the contract's own examples, and gives one team all their environments, so it sees what it installed. */
export async function seed(client: ClientBase, operation: CatalogueOperation): Promise<Imported[]> {
  return store(client, bodiesOf(operation), callingTeam(operation));
}

/** Stores the examples that the database does not have. */
export async function seedMissing(client: ClientBase, operation: CatalogueOperation): Promise<void> {
  const bodies = bodiesOf(operation);
  const ids = bodies.map(({ id }) => id);
  const { rows } = await client.query<{ id: string }>("select id from integrations where id = any($1)", [ids]);
  const missing = bodies.filter(({ id }) => !rows.some((row) => row.id === id.toLowerCase()));
  await store(client, missing, callingTeam(operation));
}

/** The team that has the environments, and one of these. */
export async function findCaller(client: ClientBase, operation: CatalogueOperation): Promise<Caller> {
  const team = callingTeam(operation);
  const own = "select id from environments where team_id = $1 order by id limit 1";
  const { rows } = await client.query<{ id: string }>(own, [team]);
  return { team, environment: rows[0]?.id ?? randomUUID() };
}

async function store(client: ClientBase, bodies: Integration[], environmentsOf: string): Promise<Imported[]> {
  const integrations = readIntegrations(JSON.stringify(bodies), "the contract's examples");
  return importIntegrations(client, integrations, { environmentsOf });
}

/** One that has an integration which no other team could see, if there is one. */
function callingTeam(operation: CatalogueOperation): string {
  const bodies = bodiesOf(operation);
  const hidden = bodies.find(({ sharing, installed_environment: at }) => sharing === "deny" && at.length === 0);
  const [body] = [hidden, ...bodies].filter((one) => one !== undefined);
  if (!body) throw new ProviderError("the contract has no example that could be stored.");
  return body.team.id;
}

function bodiesOf({ scenarios }: CatalogueOperation): Integration[] {
  return scenarios.filter(isOrdinary).map(({ body }) => body as Integration);
}

/** A success whose only trigger is the id in its body, and which arrives as the contract shows it. */
function isOrdinary({ status, path, query, token, delayMs, sequence, fault, patch }: Scenario): boolean {
  return status === 200 && ![path, query, token, delayMs, sequence, fault, patch].some((one) => one !== undefined);
}
