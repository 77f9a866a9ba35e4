import {
  buildRequest,
  type OperationRequest,
  requestFor,
  type RequestParts,
  sampleRequest,
  type Scenario,
} from "@integrations-api/scenarios";
import type { Operation } from "../contract/read-contract.ts";
import type { SentRequest } from "../http/exchange.ts";
import type { Target } from "../target/target.ts";

/** The scenario whose request is for a resource that every server has. */
export function knownScenario({ scenarios }: Operation): Scenario | undefined {
  const plain = scenarios.filter(({ status, token }) => status < 300 && token === undefined);
  return plain.find(isSent) ?? plain[0];
}

/** A scenario with a fault or a patch breaks the contract on purpose. */
export function isSent({ fault, patch }: Scenario): boolean {
  return fault === undefined && patch === undefined;
}

const triggers = new WeakMap<Scenario, OperationRequest | undefined>();

/** The contract's request for a scenario. Finding it takes long, and most requests are made from the same one. */
export function triggerOf(operation: Operation, scenario: Scenario): OperationRequest | undefined {
  if (!triggers.has(scenario)) triggers.set(scenario, requestFor(operation, scenario));
  return triggers.get(scenario);
}

/** The request that triggers a scenario on a server. */
export function partsFor(operation: Operation, scenario: Scenario | undefined, target: Target): RequestParts {
  const { parts } = (scenario && triggerOf(operation, scenario)) ?? sampleRequest(operation);
  const mapping = scenario && target.scenarios.get(scenario.name);
  const token = mapping?.token ?? scenario?.token ?? (parts.token === undefined ? undefined : target.token);
  const { body: mapped } = mapping ?? {};
  return {
    ...withValues(operation, parts, { ...knownValues(operation, scenario, target), ...mapping?.values }),
    token,
    ...(mapped !== undefined && {
      body: { contentType: parts.body?.contentType ?? "application/json", value: mapped },
    }),
  };
}

/** What a token triggers is requested for the target's own resource. */
function knownValues(operation: Operation, scenario: Scenario | undefined, { scenarios }: Target): object {
  const isOfToken = scenario?.token !== undefined && scenario.path === undefined;
  return isOfToken ? (scenarios.get(knownScenario(operation)?.name ?? "")?.values ?? {}) : {};
}

/** Copies the parts of a request with other values of parameters. */
export function withValues(
  { parameters }: Operation,
  parts: RequestParts,
  values: Record<string, unknown>,
): RequestParts {
  const copy: RequestParts = {
    ...parts,
    path: { ...parts.path },
    query: { ...parts.query },
    header: { ...parts.header },
    cookie: { ...parts.cookie },
  };
  for (const { in: place, name } of parameters) {
    if (Object.hasOwn(values, name)) Reflect.set(Reflect.get(copy, place) as object, name, values[name]);
  }
  return copy;
}

/** Writes a request that accepts whatever the contract declares. */
export function writeRequest(operation: Operation, parts: RequestParts, headers: object = {}): SentRequest {
  const { method, path, query, headers: own, body } = buildRequest(operation, parts);
  const types = [...new Set(operation.responses.flatMap(({ contents }) => contents.map((one) => one.contentType)))];
  return {
    method,
    target: `${path}${query.size > 0 ? `?${query}` : ""}`,
    headers: { accept: types.join(", ") || "*/*", ...own, ...headers },
    ...(body !== undefined && { body }),
  };
}

/** The media type to accept for a scenario, if its status has several. */
export function acceptFor({ responses }: Operation, { status, contentType }: Scenario): { accept?: string } {
  const declared = responses.find((response) => response.status === String(status))?.contents ?? [];
  return declared.length > 1 && contentType !== undefined ? { accept: contentType } : {};
}
