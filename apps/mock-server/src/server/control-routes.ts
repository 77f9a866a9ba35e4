import type { IncomingMessage, ServerResponse } from "node:http";
import { checkHeaders, messageOf, plainError, type PlainResponse, readTarget } from "@integrations-api/scenarios";
import { stringify } from "yaml";
import { contentSecurityPolicy, renderPage } from "../page/page.ts";
import type { ListenerOptions } from "./serving.ts";
import { isOwnOrigin, isTrusted } from "./trusted-names.ts";

/** Whether a request is about the mock itself. The page leaves `/` to a contract that has an operation there. */
export function isControlRoute({ url = "/" }: IncomingMessage, { serving }: ListenerOptions): boolean {
  const { path } = readTarget(url);
  if (path !== "/") return path.startsWith("/__mock/");
  return !serving().contract.routes.operations.some((operation) => operation.path === "/");
}

/** Responds with the page, the health, the last requests or the contract. */
export function respondAboutMock(request: IncomingMessage, response: ServerResponse, options: ListenerOptions): void {
  const { method = "" } = request;
  const { status, headers, text } = toResponse(request, options);
  const body = Buffer.from(text);
  const origin = isOwnOrigin(request, options.hosts) && request.headers.origin;
  response.writeHead(status, {
    ...headers,
    ...(status !== 204 && { "content-length": body.length }),
    "cache-control": "no-store",
    vary: "origin",
    ...(origin && { "access-control-allow-origin": origin, "access-control-allow-methods": "GET, DELETE" }),
  });
  response.end(method === "HEAD" ? undefined : body);
}

function toResponse(request: IncomingMessage, options: ListenerOptions): PlainResponse {
  const { path, search } = readTarget(request.url ?? "/");
  const route = routes[path === "/" ? "/__mock/" : path];
  // A container is asked for its health by any name, or by none.
  if (!route?.isPublic) {
    const failures = checkHeaders(request);
    if (failures.length > 0) return plainError(400, messageOf(failures));
    if (!isTrusted(request, options.hosts)) return plainError(403, untrusted);
  }
  if (!route) return plainError(404, `The mock has ${Object.keys(routes).join(", ")}.`);

  const { method = "" } = request;
  const respond = route.methods[method === "HEAD" ? "GET" : method];
  if (respond) return respond(options, new URLSearchParams(search));
  const allow = [...Object.keys(route.methods), "HEAD", "OPTIONS"].join(", ");
  if (method === "OPTIONS") return { status: 204, headers: { allow }, text: "" };
  return plainError(405, `${method} is not allowed here. Allowed: ${allow}.`, { allow });
}

const untrusted =
  "Use the address that the mock printed, from this machine or a page of it, or start the mock with --allow-host.";

interface ControlRoute {
  /** Whether it responds under any name. The others could be read by DNS rebinding. */
  isPublic?: true;
  methods: Record<string, (options: ListenerOptions, query: URLSearchParams) => PlainResponse>;
}

const routes: Record<string, ControlRoute> = {
  "/__mock/": {
    isPublic: true,
    methods: { GET: ({ serving }) => html(renderPage(serving().contract)) },
  },
  "/__mock/health": { isPublic: true, methods: { GET: () => json({ status: "ok" }) } },
  "/__mock/requests": {
    methods: {
      GET: ({ log }, query) => json(log.latest(query.get("request_id") ?? undefined)),
      DELETE: ({ log }) => {
        log.clear();
        return { status: 204, headers: {}, text: "" };
      },
    },
  },
  "/__mock/openapi.yaml": {
    methods: {
      GET: ({ serving }) =>
        ok("application/yaml", stringify(serving().contract.document, { aliasDuplicateObjects: false })),
    },
  },
  "/__mock/openapi.json": { methods: { GET: ({ serving }) => json(serving().contract.document) } },
};

function json(value: unknown): PlainResponse {
  return ok("application/json", JSON.stringify(value));
}

function html(text: string): PlainResponse {
  const { status, headers } = ok("text/html; charset=utf-8", text);
  return { status, headers: { ...headers, "content-security-policy": contentSecurityPolicy }, text };
}

function ok(contentType: string, text: string): PlainResponse {
  return { status: 200, headers: { "content-type": contentType }, text };
}
