import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What is known about a connection. */
interface Connection {
  /** How many of its requests have no response yet. */
  requests: number;
  /** How many bytes had arrived when the last response was sent. */
  bytesAnswered: number;
}

/** The connections of a server. */
export type Connections = Map<Socket, Connection>;

/** Follows the connections of a server from now on. */
export function followConnections(server: Server): Connections {
  const connections: Connections = new Map();
  server.on("connection", (socket) => {
    connections.set(socket, { requests: 0, bytesAnswered: 0 });
    socket.once("close", () => connections.delete(socket));
  });
  server.prependListener("request", ({ socket }, response) => {
    const connection = connections.get(socket);
    if (!connection) return;
    connection.requests++;
    response.once("close", () => {
      connection.requests--;
      connection.bytesAnswered = socket.bytesRead;
    });
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
export async function closeGently(server: Server, connections: Connections): Promise<void> {
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  const giveUp = setTimeout(() => server.closeAllConnections(), longestMs);
  await Promise.race([closed, wait(onTheWayMs, undefined, { ref: false })]);
  for (const [socket, connection] of connections) if (isIdle(socket, connection)) socket.destroy();
  await closed;
  clearTimeout(giveUp);
}

/** Whether no request is in progress, and none has begun to arrive. */
function isIdle({ bytesRead }: Socket, { requests, bytesAnswered }: Connection): boolean {
  return requests === 0 && bytesRead === bytesAnswered;
}
