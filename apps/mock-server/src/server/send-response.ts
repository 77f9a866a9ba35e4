import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { PreparedResponse } from "../plan/prepare-plan.ts";

export interface SendOptions {
  /** How long to wait before any response. */
  latencyMs: () => number;
  /** The connections that never get a response. */
  hanging: Set<Socket>;
}

/** Sends a response after its delay, or breaks off as it says. Does not wait for a client that has left. */
export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  prepared: PreparedResponse,
  { latencyMs, hanging }: SendOptions,
): void {
  const delayMs = prepared.delayMs + latencyMs();
  if (delayMs === 0) return send(request, response, prepared, hanging);

  const timer = setTimeout(() => send(request, response, prepared, hanging), delayMs);
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
