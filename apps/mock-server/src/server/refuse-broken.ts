import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { plainError, type PlainResponse } from "@integrations-api/scenarios";
import type { LoggedRequest, RequestLog } from "./request-log.ts";

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Settles when the requests before it on the same connection have their responses. */
  earlier: Promise<unknown>;
  /** Settles when it has its own. */
  ended: Promise<unknown>;
}

/** Responds to what Node's HTTP server would refuse by itself, with the same error body as everywhere. */
export function refuseBroken(server: Server, headerBytes: number, log: RequestLog): void {
  const last = new WeakMap<Duplex, Exchange>();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const earlier = last.get(request.socket)?.ended ?? Promise.resolve();
    const ended = new Promise((resolve) => response.once("close", resolve));
    last.set(request.socket, { request, response, earlier, ended });
  });

  const refused = new WeakSet<Duplex>();
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    // The end of a connection that was refused is an error again.
    if (refused.has(socket)) return;
    refused.add(socket);
    const { request, response, earlier, ended } = last.get(socket) ?? {};
    const isUnfinished = request?.complete === false;
    // A response that was sent before the body broke off stands.
    if (isUnfinished && response?.headersSent) return void ended?.then(() => socket.destroy());

    const { reason, refusal } = refusalOf(error, headerBytes, isUnfinished);
    logRefusal(log, refusal, { method: request && isUnfinished ? (request.method ?? "-") : "-", url: "-", reason });
    void Promise.resolve(isUnfinished ? earlier : ended).then(() => endWith(socket, refusal));
  });

  server.on("connect", (_request: IncomingMessage, socket: Duplex) => {
    const refusal = plainError(405, "CONNECT is not allowed here.", { allow: "GET, HEAD, OPTIONS" });
    logRefusal(log, refusal, { method: "CONNECT", url: "-", reason: "method not allowed" });
    void Promise.resolve(last.get(socket)?.ended).then(() => endWith(socket, refusal));
  });

  // The body is asked for when it is read, and an unknown expectation gets a response of the mock.
  for (const event of ["checkContinue", "checkExpectation"]) {
    server.on(event, (request: IncomingMessage, response: ServerResponse) => server.emit("request", request, response));
  }
}

function refusalOf(
  { code }: NodeJS.ErrnoException,
  headerBytes: number,
  isUnfinished: boolean,
): { reason: string; refusal: PlainResponse } {
  if (code === "HPE_HEADER_OVERFLOW") {
    const refusal = plainError(431, `The headers are longer than ${headerBytes} bytes.`);
    return { reason: "headers too large", refusal };
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return { reason: "request timeout", refusal: plainError(408, "The request did not arrive in time.") };
  if (isUnfinished) return { reason: "broken body", refusal: plainError(400, "The body broke off.") };
  return { reason: "not an HTTP request", refusal: plainError(400, "This is not an HTTP request.") };
}

function logRefusal(
  log: RequestLog,
  { status }: PlainResponse,
  request: Pick<LoggedRequest, "method" | "url" | "reason">,
): void {
  log.add({ time: new Date().toISOString(), ...request, status, ms: 0 });
}

function endWith(socket: Duplex, { status, headers, text }: PlainResponse): void {
  if (!socket.writable) return void socket.destroy();
  const lines = Object.entries({ ...headers, "content-length": Buffer.byteLength(text), connection: "close" });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${text}`);
}
