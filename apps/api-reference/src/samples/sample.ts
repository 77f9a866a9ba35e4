import type { CatalogueOperation, Scenario } from "@integrations-api/scenarios";
import {
  defaultOrigin,
  reasonWithoutClient,
  type ShownRequest,
  toClientLine,
  toCurlLine,
  triggerOf,
} from "@integrations-api/scenarios/page";

/** A request in the words of one tool. */
export interface Sample {
  id: string;
  tool: "curl" | "fetch" | "client";
  code: string;
  /** The request that a curl line sends. Other samples are scripts. */
  request: ShownRequest;
  /** The status that the response has to have. */
  status: number;
}

/** The samples for the first success of an operation. */
export function samplesOf(operation: CatalogueOperation): Sample[] {
  const scenario = operation.scenarios.find(({ status }) => status < 300);
  if (!scenario) return [];
  const { clientRequest } = triggerOf(operation, scenario);
  const curl = curlSample(operation, scenario);
  const isForClient = reasonWithoutClient(operation, clientRequest) === "";
  const line = toClientLine(operation, clientRequest).join("\n  ");
  return [
    curl,
    { ...curl, id: `${operation.operationId}.fetch`, tool: "fetch", code: toFetch(curl.request) },
    ...(isForClient
      ? [{ ...curl, id: `${operation.operationId}.client`, tool: "client", code: toScript(line) } as const]
      : []),
  ];
}

/** The curl lines for the errors of an operation that get a whole response. */
export function errorSamplesOf(operation: CatalogueOperation): Sample[] {
  const errors = [...operation.scenarios, ...operation.defaults].filter(({ status }) => status >= 400);
  return errors.filter(({ fault }) => !fault || fault === "html").map((scenario) => curlSample(operation, scenario));
}

/** The curl line that triggers a scenario. */
export function curlSample(operation: CatalogueOperation, scenario: Scenario): Sample {
  const { request } = triggerOf(operation, scenario);
  const id = `${operation.operationId}.${scenario.status}.${scenario.name}`;
  return { id, tool: "curl", code: toCurlLine(request).join(" \\\n "), request, status: scenario.status };
}

function toScript(line: string): string {
  return `import { createClient } from "@integrations-api/client";

const result = await ${line};
console.log(JSON.stringify(result, null, 2));`;
}

function toFetch({ method, path, query, headers, body }: ShownRequest): string {
  const url = defaultOrigin + path + (query.size > 0 ? `?${query}` : "");
  const init = { ...(method !== "GET" && { method }), headers, ...(body !== undefined && { body }) };
  return `const response = await fetch(${JSON.stringify(url)}, ${JSON.stringify(init, null, 2)});
console.log(response.status, await response.text());`;
}
