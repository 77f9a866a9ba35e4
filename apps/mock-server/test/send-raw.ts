import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** Sends bytes that no client would, and answers all that comes back until the connection ends. */
export async function sendRaw(url: string, lines: string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write([...lines, "", ""].join("\r\n"), "latin1");
  return text(socket);
}
