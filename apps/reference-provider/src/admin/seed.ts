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
  const integrations = readIntegrations(JSON.stringify(bodiesOf(operation)), "the contract's examples");
  return importIntegrations(client, integrations, { environmentsOf: callerOf(operation).team });
}

/** The team that gets the environments: one that has an integration which no other team could see, if there is one. */
export function callerOf(operation: CatalogueOperation): Caller {
  const bodies = bodiesOf(operation);
  const hidden = bodies.find(({ sharing, installed_environment: at }) => sharing === "deny" && at.length === 0);
  const [environment = randomUUID()] = bodies.flatMap(({ installed_environment }) => installed_environment);
  const [body] = [hidden, ...bodies].filter((one) => one !== undefined);
  if (!body) throw new ProviderError("the contract has no example that could be stored.");
  return { team: body.team.id, environment };
}

function bodiesOf({ scenarios }: CatalogueOperation): Integration[] {
  return scenarios.filter(isOrdinary).map(({ body }) => body as Integration);
}

/** A success whose only trigger is the id in its body, and which arrives as the contract shows it. */
function isOrdinary({ status, path, query, token, delayMs, sequence, fault, patch }: Scenario): boolean {
  return status === 200 && ![path, query, token, delayMs, sequence, fault, patch].some((one) => one !== undefined);
}
