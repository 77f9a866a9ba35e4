import type { CatalogueOperation } from "@integrations-api/scenarios";
import {
  defaultOrigin,
  reasonWithoutClient,
  type ShownRequest,
  type ShownResponse,
  shownResponsesOf,
  toClientLine,
  toCurlLine,
  triggerOf,
} from "@integrations-api/scenarios/page";
import { toAnchor } from "../contract/to-anchor.ts";

/** A request in the words of one tool. */
export interface Sample {
  id: string;
  tool: "curl" | "fetch" | "client";
  /** What a reader copies. */
  code: string;
  /** What runs if that is not the code itself. */
  script?: string;
  /** The request that a curl line sends. Other samples are scripts. */
  request: ShownRequest;
  /** The status that the response has to have. */
  status: number;
}

/** The samples for the first success of an operation. */
export function samplesOf(operation: CatalogueOperation): Sample[] {
  const scenario = operation.scenarios.find(({ status }) => status < 300);
  if (!scenario) return [];
  const { request, clientRequest } = triggerOf(operation, scenario);
  const id = toAnchor(operation.operationId);
  const common = { request, status: scenario.status };
  const line = toClientLine(operation, clientRequest).join("\n  ");
  const isForClient = reasonWithoutClient(operation, clientRequest) === "";
  return [
    { ...common, id: `${id}.curl`, tool: "curl", code: toCurl(request) },
    { ...common, id: `${id}.fetch`, tool: "fetch", code: toFetch(request) },
    ...(isForClient ? [{ ...common, id: `${id}.client`, tool: "client", code: toScript(line) } as const] : []),
  ];
}

/** The samples that trigger each response of an operation, unless nobody can wait for it. */
export function responseSamplesOf(document: object, operation: CatalogueOperation): Sample[] {
  return shownResponsesOf(document, operation).flatMap((response): Sample[] => [
    ...(isWhole(response) ? [curlSample(response)] : []),
    ...(response.fault === "hang" ? [] : clientSample(operation, response)),
  ]);
}

/** The curl line that triggers a response. */
export function curlSample({ anchor, statuses, trigger: { request } }: ShownResponse): Sample {
  return { id: `${anchor}.curl`, tool: "curl", code: toCurl(request), request, status: statuses[0]! };
}

/** The call of the client that triggers a response, if the client can send it. */
export function clientSample(operation: CatalogueOperation, { anchor, statuses, trigger }: ShownResponse): Sample[] {
  const { clientRequest: request } = trigger;
  if (reasonWithoutClient(operation, request) !== "") return [];
  const code = toClientLine(operation, request).join("\n  ");
  return [{ id: `${anchor}.client`, tool: "client", code, script: toOutcome(code), request, status: statuses.at(-1)! }];
}

/** Whether a response arrives, and to its end. */
function isWhole({ fault }: ShownResponse): boolean {
  return fault === undefined || fault === "html" || fault === "broken-json";
}

function toCurl(request: ShownRequest): string {
  return toCurlLine(request).join(" \\\n ");
}

function toScript(line: string): string {
  return `import { createClient } from "@integrations-api/client";

const result = await ${line};
console.log(JSON.stringify(result, null, 2));`;
}

/** Prints what the call resolves to, or the error that it throws. Only an error that is not the client's ends it. */
function toOutcome(line: string): string {
  return `import { createClient, IntegrationsApiError } from "@integrations-api/client";

try {
  const result = await ${line};
  const { data, error, response } = result;
  console.log(JSON.stringify(response instanceof Response ? (data ?? error ?? response.status) : result));
} catch (error) {
  if (!(error instanceof IntegrationsApiError) || error.name === "ArgumentError") throw error;
  console.log(\`\${error.name}: \${error.message}\`);
}`;
}

function toFetch({ method, path, query, headers, body }: ShownRequest): string {
  const url = defaultOrigin + path + (query.size > 0 ? `?${query}` : "");
  const init = { ...(method !== "GET" && { method }), headers, ...(body !== undefined && { body }) };
  return `const response = await fetch(${JSON.stringify(url)}, ${JSON.stringify(init, null, 2)});
console.log(response.status, await response.text());`;
}
