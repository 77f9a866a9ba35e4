import {
  type CatalogueOperation,
  type OperationRequest,
  requestFor,
  sampleRequest,
  type Scenario,
} from "@integrations-api/scenarios";

/** A valid request that triggers a scenario. */
export interface Recipe extends OperationRequest {
  token: string;
  prefer?: string;
}

/** Works out how to ask for a scenario: by what is reserved for it, or else by `Prefer`. */
export function toRecipe(operation: CatalogueOperation, scenario: Scenario): Recipe {
  const request = requestFor(operation, scenario);
  const isWithoutToken = operation.secured && request?.token === undefined;
  // The client always sends a token.
  if (request && !isWithoutToken) return { ...request, token: request.token ?? "any" };

  const prefer = `code=${scenario.status}, example=${scenario.name}`;
  return { ...sampleRequest(operation), triggers: { Prefer: prefer }, token: "any", prefer };
}
