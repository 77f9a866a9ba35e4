import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createFetchStub } from "@integrations-api/scenarios";

const base = "https://server.test";

/** Starts a server on a free port. */
export async function startServer(listener: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Starts a server that keeps the contract, apart from the changes that a function makes to its responses. */
export function startStub(
  change: (right: Response, request: IncomingMessage) => Response | Promise<Response> = (right) => right,
): Promise<{ url: string; close(): void }> {
  const respond = createFetchStub({ baseUrl: base, timeScale: 0 });
  return startServer(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const right = await respond(`${base}${request.url}`, { method: String(request.method), headers });
    const sent = await change(right, request);
    response.writeHead(sent.status, Object.fromEntries(sent.headers));
    response.end(Buffer.from(await sent.arrayBuffer()));
  });
}
