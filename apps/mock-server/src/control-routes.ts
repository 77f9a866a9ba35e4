import type { IncomingMessage, ServerResponse } from "node:http";
import { type Failure, messageOf, plainError, type PlainResponse } from "@integrations-api/scenarios";
import { stringify } from "yaml";
import type { ListenerOptions } from "./create-listener.ts";
import { contentSecurityPolicy, renderPage } from "./page.ts";
import { readTarget } from "./read-request.ts";

/** Answers what is about the mock itself: the page, health, the last requests and the contract. */
export function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  brokenHeaders: Failure[],
  options: ListenerOptions,
): void {
  const { method = "" } = request;
  const answer =
    brokenHeaders.length > 0
      ? plainError(400, messageOf(brokenHeaders))
      : isTrusted(request, path, options.host)
        ? answerTo(method === "HEAD" ? "GET" : method, path, options)
        : plainError(403, "Ask for this at the address that the mock printed, from a page of the same machine.");

  const body = Buffer.from(answer.text);
  const origin = isOwnOrigin(request, options.host) && request.headers.origin;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(answer.status !== 204 && { "content-length": body.length }),
    "cache-control": "no-store",
    vary: "origin",
    ...(origin && { "access-control-allow-origin": origin, "access-control-allow-methods": "GET, DELETE" }),
  });
  response.end(method === "HEAD" ? undefined : body);
}

function answerTo(method: string, path: string, { contract, log }: ListenerOptions): PlainResponse {
  const json = (value: unknown): PlainResponse => ok("application/json", JSON.stringify(value));
  switch (`${method} ${path}`) {
    case "GET /":
      return html(renderPage(contract().catalogue));
    case "GET /__mock/health":
      return json({ status: "ok" });
    case "GET /__mock/requests":
      return json(log.latest());
    case "DELETE /__mock/requests":
      log.clear();
      return { status: 204, headers: {}, text: "" };
    case "GET /__mock/openapi.yaml":
      return ok("application/yaml", stringify(contract().document, { aliasDuplicateObjects: false }));
    case "GET /__mock/openapi.json":
      return json(contract().document);
    default:
      return unknown(method, path);
  }
}

const routes: Record<string, string> = {
  "/": "GET, HEAD, OPTIONS",
  "/__mock/health": "GET, HEAD, OPTIONS",
  "/__mock/requests": "GET, HEAD, DELETE, OPTIONS",
  "/__mock/openapi.yaml": "GET, HEAD, OPTIONS",
  "/__mock/openapi.json": "GET, HEAD, OPTIONS",
};

function unknown(method: string, path: string): PlainResponse {
  const allow = routes[path];
  if (allow === undefined) return plainError(404, `The mock has ${Object.keys(routes).join(", ")}.`);
  if (method === "OPTIONS") return { status: 204, headers: { allow }, text: "" };
  return plainError(405, `${method} is not allowed here. Allowed: ${allow}.`, { allow });
}

function ok(contentType: string, text: string): PlainResponse {
  return { status: 200, headers: { "content-type": contentType }, text };
}

function html(text: string): PlainResponse {
  const { status, headers } = ok("text/html; charset=utf-8", text);
  return { status, headers: { ...headers, "content-security-policy": contentSecurityPolicy }, text };
}

/** Serves the page under any name, and the rest only under ours, to keep other pages from reading it by DNS rebinding. */
function isTrusted(request: IncomingMessage, path: string, host: string): boolean {
  if (path === "/") return true;
  // A target with a host of its own overrules the header.
  const { origin } = readTarget(request.url ?? "");
  return isOwnName(origin || `http://${request.headers.host}`, host) && isOwnOrigin(request, host);
}

/** A request without an origin comes from no page; the origin `null` from one that hides where it is from. */
function isOwnOrigin({ headers }: IncomingMessage, host: string): boolean {
  return headers.origin === undefined || isOwnName(headers.origin, host);
}

function isOwnName(address: string, host: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return ["localhost", "127.0.0.1", "[::1]", host, `[${host}]`].includes(hostname);
}
