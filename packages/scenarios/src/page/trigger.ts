import type { CatalogueOperation, Scenario } from "../contract/catalogue.ts";
import { sampleParts } from "../request/build-request.ts";
import { needsToken } from "../request/credentials.ts";
import { findScenario } from "../request/find-scenario.ts";
import { type OperationRequest, requestFor, sampleRequest } from "../request/request-for.ts";

/** A request that a reader can copy. */
export interface ShownRequest extends OperationRequest {
  /** The `Prefer` header, if nothing else triggers the scenario. */
  prefer?: string;
}

/** How a reader can trigger a scenario. */
export interface Trigger {
  /** What the request is sent with, by name. Empty if any valid request triggers the scenario. */
  values: Record<string, string>;
  /** What the request is sent without. */
  missing?: "body" | "token";
  request: ShownRequest;
  /** The client always sends a token, and always the body that an operation requires. */
  clientRequest: ShownRequest;
}

/** Finds the trigger of a scenario: what is reserved for it, what it lacks, or else `Prefer`. */
export function triggerOf(operation: CatalogueOperation, scenario: Scenario): Trigger {
  const request = requestFor(operation, scenario);
  const preferred = withPreference(operation, preferenceFor(scenario));
  if (!request) return { values: { Prefer: preferred.prefer }, request: preferred, clientRequest: preferred };

  const missing = missingPart(operation, request);
  if (missing) return { values: {}, missing, request, clientRequest: preferred };

  const values = Object.entries(request.triggers).map(([name, value]) => [name, String(value)]);
  return { values: Object.fromEntries(values), request, clientRequest: request };
}

/** Finds the trigger of a response without an example. Any valid request gets the first success. */
export function triggerOfStatus(operation: CatalogueOperation, status: number): Trigger {
  const sample = sampleRequest(operation);
  const isFirst = status < 300 && operation.scenarios.every((scenario) => scenario.status > status);
  const isSelected = findScenario({ operations: [operation] }, sample) !== undefined;
  if (isFirst && !isSelected) return { values: {}, request: sample, clientRequest: sample };

  const request = withPreference(operation, `code=${status}`);
  return { values: { Prefer: request.prefer }, request, clientRequest: request };
}

function missingPart(operation: CatalogueOperation, { parts }: OperationRequest): Trigger["missing"] {
  if (needsToken(operation) && parts.token === undefined) return "token";
  return parts.body === undefined && sampleParts(operation).body !== undefined ? "body" : undefined;
}

function preferenceFor({ status, name }: Scenario): string {
  const isWord = /^[\w!#$%&'*+.^`|~-]+$/.test(name);
  return `code=${status}, example=${isWord ? name : JSON.stringify(name)}`;
}

function withPreference(operation: CatalogueOperation, prefer: string): ShownRequest & { prefer: string } {
  const sample = sampleRequest(operation);
  return { ...sample, headers: { ...sample.headers, prefer }, prefer };
}
