import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Follows the connections of a server from now on. The set has those that are open. */
export function followConnections(server: Server): Set<Socket> {
  const connections = new Set<Socket>();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  return connections;
}

/** A request that was sent before its client could know arrives in this time. */
const onTheWayMs = 250;
/** A client that never ends its request is not waited for. */
const longestMs = 10_000;

/**
 * Stops listening, and resolves when all connections are closed. Meanwhile every response has to say
 * `connection: close`. `server.close()` would cut off idle connections at once, and with them requests on their way.
 */
export async function closeGently(server: Server, connections: Set<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  const giveUp = setTimeout(() => server.closeAllConnections(), longestMs);
  await Promise.race([closed, wait(onTheWayMs, undefined, { ref: false })]);
  server.closeIdleConnections();
  // Node does not count those as idle that never had a request.
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  await closed;
  clearTimeout(giveUp);
}
