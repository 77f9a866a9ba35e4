import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { PreparedAnswer } from "./prepare-plan.ts";

/** Sends an answer, or breaks off as it says. A client that has left is not waited for. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: PreparedAnswer,
  latencyMs: number,
  hanging: Set<Socket>,
): Promise<void> {
  const { status, headers, body, breaks } = answer;
  const delayMs = answer.delayMs + latencyMs;
  if (delayMs > 0) await waitUnlessLeft(response, delayMs);

  if (breaks === "hang") return keepOpen(request.socket, hanging);
  if (breaks === "reset") return void request.socket.resetAndDestroy();

  response.writeHead(status, headers);
  if (request.method === "HEAD") return void response.end();
  if (breaks !== "truncated") return void response.end(body);

  response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
}

async function waitUnlessLeft(response: ServerResponse, delayMs: number): Promise<void> {
  const left = new AbortController();
  response.once("close", () => left.abort());
  await setTimeout(delayMs, undefined, { signal: left.signal }).catch(() => undefined);
}

function keepOpen(socket: Socket, hanging: Set<Socket>): void {
  hanging.add(socket);
  socket.once("close", () => hanging.delete(socket));
}
