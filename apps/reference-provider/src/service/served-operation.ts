import type { Integration } from "@integrations-api/client";
import type { Catalogue, CatalogueOperation, Match } from "@integrations-api/scenarios";
import type { Finding, Question } from "../database/find-integration.ts";
import { ProviderError } from "../provider-error.ts";

/** The operation that this provider serves. A request for any other one of the contract gets what an unknown path gets. */
const operationId = "getIntegration";

/** The part of a contract that this provider serves. */
export function servedPart({ operations }: Catalogue): { served: CatalogueOperation; others: CatalogueOperation[] } {
  const served = operations.find((operation) => operation.operationId === operationId);
  if (!served) throw new ProviderError(`the contract has no ${operationId}, which is all that this provider serves.`);
  return { served, others: operations.filter((operation) => operation !== served) };
}

/** Which integration a valid request asks for, and which environment it narrows the list to. */
export function toQuestion({ operation, values }: Match, query: URLSearchParams): Omit<Question, "tokenHash"> {
  const selecting = operation.parameters.find(({ selects }) => selects !== undefined);
  const narrowing = operation.parameters.find(({ narrows }) => narrows !== undefined);
  return { id: values[selecting?.name ?? ""], environmentId: query.get(narrowing?.name ?? "") ?? undefined };
}

type Decided = Pick<Integration, "id" | "team_id" | "sharing" | "installed_environment">;

/** Writes the body of a 200. The stored properties are passed on as they are, without being parsed. */
export function toBody({ id, team_id, sharing, installed, properties, team }: Finding): string {
  const decided = { id, team_id, sharing, installed_environment: installed } as Decided;
  const ownTeam = join(JSON.stringify({ id: team_id }), team);
  return join(JSON.stringify(decided), properties).slice(0, -1).concat(',"team":', ownTeam, "}");
}

/** Joins the texts of two JSON objects, the first of which is not empty. */
function join(one: string, other: string): string {
  return other === "{}" ? one : `${one.slice(0, -1)},${other.slice(1)}`;
}
