import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { plainError } from "./plain-error.ts";

/** Answers what Node's HTTP server would refuse by itself, in the shape of every other error. */
export function refuseBroken(server: Server, headerBytes: number): void {
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
    // A request whose body breaks has its answer; otherwise an earlier one of the same connection is answered first.
    if (request?.complete === false) void answered?.then(() => socket.destroy());
    else void Promise.resolve(answered).then(() => endWith(socket, answer));
  });

  server.on("connect", (_request: IncomingMessage, socket: Duplex) => {
    endWith(socket, plainError(405, "CONNECT is not allowed here.", { allow: "GET, HEAD, OPTIONS" }));
  });

  // No body is read, so none is asked for; Node would also write its 100 into the middle of a pipelined answer.
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    server.emit("request", request, response);
  });

  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, text } = plainError(417, "The header Expect takes 100-continue only.");
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) }).end(text);
  });
}

function endWith(socket: Duplex, { status, headers, text }: ReturnType<typeof plainError>): void {
  if (!socket.writable) return void socket.destroy();
  const lines = Object.entries({ ...headers, "content-length": Buffer.byteLength(text), connection: "close" });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${text}`);
}
