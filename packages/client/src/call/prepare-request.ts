import type { CallerStack } from "../errors/caller-stack.ts";
import { type Operation, operations } from "../generated/operations.ts";
import { identity } from "../identity.ts";
import type { CallOptions } from "../options/call-options.ts";
import { checkBaseUrl, checkOptions } from "../options/check-options.ts";
import type { Fetch, FetchInit, Settings } from "../options/client-options.ts";
import { mergeHeaders } from "../options/merge-headers.ts";
import { check } from "../options/check-value.ts";
import { isJson, mediaTypeOf } from "./media-type.ts";
import { toUrl, type UrlParts, type Values } from "./to-url.ts";

/** How a body is read; openapi-fetch's names. */
export type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";

/** The init of a call at run time: openapi-fetch's plus the options of a call. */
export interface CallInit extends CallOptions, Omit<UrlParts, "uuids" | "params"> {
  baseUrl?: string | undefined;
  params?: (UrlParts["params"] & { header?: Values }) | undefined;
  headers?: unknown;
  body?: unknown;
  parseAs?: ParseAs | undefined;
  fetch?: Fetch | undefined;
  bodySerializer?: (body: unknown, headers: Headers) => unknown;
  middleware?: unknown;
}

/** Which operation is called, and how. */
export interface ContractCall {
  method: string;
  /** The path in the contract. */
  path: string;
  /** The path on the server. */
  sentPath: string;
  init: CallInit;
  caller: CallerStack;
}

/** A request that can be sent any number of times. */
export interface PreparedRequest {
  url: string;
  /** Without the token. */
  init: Omit<FetchInit, "signal">;
  /** What the contract declares for it. */
  operation: Operation;
  /** Where the contract declares it, if it does. */
  declaredAt: { method: string; path: string } | undefined;
  parseAs: ParseAs;
  signal: AbortSignal | null | undefined;
  settings: Settings;
  caller: CallerStack;
  /** Whether the caller says that the request may safely be processed twice. */
  isRepeatable: boolean;
}

/** An operation that the contract does not know may respond with anything. */
const unknownOperation: Operation = { accept: "application/json", uuids: [], responses: { default: "any" } };

/** Builds the request for a call, and rejects invalid arguments. */
export function prepareRequest(
  settings: Settings,
  { method, path, sentPath, init, caller }: ContractCall,
): PreparedRequest {
  checkOptions({ ...init });
  const { signal, timeoutMs = settings.timeoutMs, retries = settings.retries, fetch = settings.fetch, ...rest } = init;
  const { baseUrl = settings.baseUrl, params, querySerializer, pathSerializer, ...others } = rest;
  const { headers, body, bodySerializer = serializeBody, parseAs = "json", middleware, ...forFetch } = others;
  check("middleware", middleware, !middleware, "Use hooks or `fetch`.");
  check("body", body, body === undefined || !["GET", "HEAD"].includes(method), "Leave it out.");
  check(
    "parseAs",
    parseAs,
    /^(json|text|blob|arrayBuffer|stream)$/.test(parseAs),
    "Pass json, text, blob, arrayBuffer or stream.",
  );
  check("The path", path, sentPath.startsWith("/"), "Pass a path from the contract.");
  const declared = operations[path]?.[method];
  const operation = declared ?? unknownOperation;
  const { accept, uuids, contentType = "application/json" } = operation;

  const merged = mergeHeaders({ accept, ...identity() }, settings.headers, headers, params?.header);
  const isTyped = merged.has("content-type");
  if (body !== undefined && !isTyped && !isForm(body)) merged.set("content-type", contentType);
  const sent = body === undefined ? undefined : (bodySerializer(body, merged) as FetchInit["body"]);
  // The runtime sets it, including the boundary.
  if (!isTyped && isForm(sent)) merged.delete("content-type");
  return {
    url: toUrl(checkBaseUrl(baseUrl), sentPath, { params, uuids, querySerializer, pathSerializer }),
    init: { ...forFetch, method, headers: Object.fromEntries(merged), ...(sent !== undefined && { body: sent }) },
    operation,
    declaredAt: declared && { method, path },
    parseAs,
    signal,
    settings: { ...settings, timeoutMs, retries, fetch },
    caller,
    isRepeatable: init.retries !== undefined,
  };
}

/** Any implementation's FormData. */
function isForm(body: unknown): boolean {
  return Object.prototype.toString.call(body) === "[object FormData]";
}

/** Serializes by content type: as JSON, as a form, or unchanged. */
function serializeBody(body: unknown, headers: Headers): unknown {
  const type = mediaTypeOf(headers.get("content-type"));
  if (isJson(type)) return JSON.stringify(body);
  return type?.endsWith("urlencoded") ? String(new URLSearchParams(body as Record<string, string>)) : body;
}
