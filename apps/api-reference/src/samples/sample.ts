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
  code: string;
  /** The request that a curl line sends. Other samples are scripts. */
  request: ShownRequest;
  /** The status that the response has to have. */
  status: number;
}

/** A call of the client as an expression. */
export interface ClientCall {
  id: string;
  code: string;
  /** Whether the call has to fail. */
  isFailure: boolean;
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

/** The curl lines that trigger the responses of an operation which arrive. */
export function curlSamplesOf(document: object, operation: CatalogueOperation): Sample[] {
  return shownResponsesOf(document, operation).filter(isWhole).map(curlSample);
}

/** The curl line that triggers a response. */
export function curlSample({ anchor, statuses, trigger: { request } }: ShownResponse): Sample {
  return { id: `${anchor}.curl`, tool: "curl", code: toCurl(request), request, status: statuses[0]! };
}

/** The calls that trigger the responses of an operation, unless nobody can wait for one. */
export function clientCallsOf(document: object, operation: CatalogueOperation): ClientCall[] {
  const responses = shownResponsesOf(document, operation).filter(({ fault }) => fault !== "hang");
  return responses.flatMap((response) => clientCall(operation, response) ?? []);
}

/** The call that triggers a response, if the client can send it. */
export function clientCall(operation: CatalogueOperation, response: ShownResponse): ClientCall | undefined {
  const { anchor, statuses, fault, trigger } = response;
  if (reasonWithoutClient(operation, trigger.clientRequest) !== "") return undefined;
  const code = toClientLine(operation, trigger.clientRequest).join("\n  ");
  return { id: `${anchor}.client`, code, isFailure: statuses.at(-1)! >= 400 || fault !== undefined };
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

function toFetch({ method, path, query, headers, body }: ShownRequest): string {
  const url = defaultOrigin + path + (query.size > 0 ? `?${query}` : "");
  const init = { ...(method !== "GET" && { method }), headers, ...(body !== undefined && { body }) };
  return `const response = await fetch(${JSON.stringify(url)}, ${JSON.stringify(init, null, 2)});
console.log(response.status, await response.text());`;
}
