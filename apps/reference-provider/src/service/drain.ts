import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** The connections of a server, and which of them have a request in progress. */
export interface Connections {
  all: Set<Socket>;
  busy: Set<Socket>;
}

/** Follows the connections of a server from now on. */
export function followConnections(server: Server): Connections {
  const connections: Connections = { all: new Set(), busy: new Set() };
  server.on("connection", (socket) => {
    connections.all.add(socket);
    socket.once("close", () => connections.all.delete(socket));
  });
  server.prependListener("request", ({ socket }, response) => {
    connections.busy.add(socket);
    response.once("close", () => connections.busy.delete(socket));
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
export async function closeGently(server: Server, { all, busy }: Connections): Promise<void> {
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  const giveUp = setTimeout(() => server.closeAllConnections(), longestMs);
  await Promise.race([closed, wait(onTheWayMs, undefined, { ref: false })]);
  for (const socket of all) if (!busy.has(socket)) socket.destroy();
  await closed;
  clearTimeout(giveUp);
}
