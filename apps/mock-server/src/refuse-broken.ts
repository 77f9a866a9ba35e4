import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { plainError, type PlainResponse } from "@integrations-api/scenarios";
import type { LoggedRequest, RequestLog } from "./request-log.ts";

/** Answers what Node's HTTP server would refuse by itself, in the shape of every other error. */
export function refuseBroken(server: Server, headerBytes: number, log: RequestLog): void {
  const last = new WeakMap<Duplex, { request: IncomingMessage; answered: Promise<unknown> }>();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    last.set(request.socket, { request, answered: new Promise((resolve) => response.once("close", resolve)) });
  });

  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
    const answer = tooLarge
      ? plainError(431, `The headers are longer than ${headerBytes} bytes.`)
      : plainError(400, "This is no HTTP request.");
    const { request, answered } = last.get(socket) ?? {};
    // A request whose body breaks has its answer.
    if (request?.complete === false) return void answered?.then(() => socket.destroy());
    logRefusal(log, answer, { method: "-", url: "-", reason: tooLarge ? "headers too large" : "no HTTP request" });
    // An earlier request of the same connection is answered first.
    void Promise.resolve(answered).then(() => endWith(socket, answer));
  });

  server.on("connect", (_request: IncomingMessage, socket: Duplex) => {
    const answer = plainError(405, "CONNECT is not allowed here.", { allow: "GET, HEAD, OPTIONS" });
    logRefusal(log, answer, { method: "CONNECT", url: "-", reason: "method not allowed" });
    void Promise.resolve(last.get(socket)?.answered).then(() => endWith(socket, answer));
  });

  // No body is read, so none is asked for; Node would also write its 100 into the middle of a pipelined answer.
  for (const event of ["checkContinue", "checkExpectation"]) {
    server.on(event, (request: IncomingMessage, response: ServerResponse) => server.emit("request", request, response));
  }
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
