import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { PreparedResponse } from "./prepare-plan.ts";

/** Sends an answer after its time, or breaks off as it says. A client that has left is not waited for. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: PreparedResponse,
  latencyMs: number,
  hanging: Set<Socket>,
): void {
  const delayMs = answer.delayMs + latencyMs;
  if (delayMs === 0) return send(request, response, answer, hanging);

  const timer = setTimeout(() => send(request, response, answer, hanging), delayMs);
  response.once("close", () => clearTimeout(timer));
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, text, encoding, breaks, arrives }: PreparedResponse,
  hanging: Set<Socket>,
): void {
  if (breaks === "hang") return keepOpen(request.socket, hanging);
  if (breaks === "reset") return void request.socket.resetAndDestroy();

  response.writeHead(status, headers);
  if (request.method === "HEAD") return void response.end();
  if (arrives === undefined) return void response.end(text, encoding);

  response.write(arrives, encoding, () => request.socket.destroy());
}

function keepOpen(socket: Socket, hanging: Set<Socket>): void {
  hanging.add(socket);
  socket.once("close", () => hanging.delete(socket));
}
