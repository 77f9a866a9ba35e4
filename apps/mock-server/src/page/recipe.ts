import {
  type CatalogueOperation,
  needsToken,
  type OperationRequest,
  requestFor,
  sampleRequest,
  type Scenario,
} from "@integrations-api/scenarios";

/** A valid request that triggers a scenario. */
export interface Recipe extends OperationRequest {
  prefer?: string;
}

/** Works out how to ask for a scenario: by what is reserved for it, or else by `Prefer`. */
export function toRecipe(operation: CatalogueOperation, scenario: Scenario): Recipe {
  const request = requestFor(operation, scenario);
  // The client always sends a token.
  if (request && (request.parts.token !== undefined || !needsToken(operation))) return request;

  const prefer = `code=${scenario.status}, example=${scenario.name}`;
  const sample = sampleRequest(operation);
  return { ...sample, headers: { ...sample.headers, prefer }, triggers: { Prefer: prefer }, prefer };
}
