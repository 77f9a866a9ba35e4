import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { plainError, type PlainResponse, readTarget } from "@integrations-api/scenarios";
import { type ReadDatabase, UnavailableError } from "../database/read-database.ts";
import { respondAboutHealth } from "./health.ts";
import type { RequestLog } from "./request-log.ts";
import { type Answer, respond, type Serving } from "./respond.ts";

export interface ListenerOptions extends Serving {
  database: ReadDatabase;
  log: RequestLog;
  isDraining: () => boolean;
}

/** Responds to every request, and logs those to the API. */
export function createListener(options: ListenerOptions): RequestListener {
  return (request, response) => void handle(request, response, options);
}

async function handle(request: IncomingMessage, response: ServerResponse, options: ListenerOptions): Promise<void> {
  const arrived = performance.now();
  const { path } = readTarget(request.url ?? "/");
  const health = await respondAboutHealth({ method: request.method ?? "", path }, options);
  if (health) return send(request, response, health, options);

  const { response: plain, ...logged } = await respondOrFail(request, options);
  send(request, response, plain, options);
  const { method = "", headers } = request;
  options.log.add({
    time: new Date().toISOString(),
    request_id: toRequestId(headers),
    method,
    ...logged,
    status: plain.status,
    ms: Math.round((performance.now() - arrived) * 10) / 10,
  });
}

async function respondOrFail(request: IncomingMessage, options: ListenerOptions): Promise<Answer> {
  try {
    return await respond(request, options);
  } catch (error) {
    if (error instanceof UnavailableError) {
      const response = plainError(503, "The database does not respond at the moment.");
      return { response, reason: `database: ${error.message}` };
    }
    options.log.problem(`Failed to respond: ${error instanceof Error ? error.message : String(error)}`);
    return { response: plainError(500, "The provider failed on this request. Its log says why."), reason: "failed" };
  }
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, headers, text }: PlainResponse,
  { isDraining }: ListenerOptions,
): void {
  response.writeHead(status, {
    ...headers,
    ...(status !== 204 && { "content-length": Buffer.byteLength(text) }),
    ...(isDraining() && { connection: "close" }),
  });
  response.end(method === "HEAD" ? undefined : text);
}

/** Only what is too short for a token of ours, which has 43 letters, is logged: people paste anything anywhere. */
function toRequestId({ "x-request-id": id, authorization = "" }: IncomingMessage["headers"]): string {
  const isId = typeof id === "string" && /^[\w.:-]{1,40}$/.test(id) && !authorization.split(" ").includes(id);
  return isId ? id : randomUUID();
}
