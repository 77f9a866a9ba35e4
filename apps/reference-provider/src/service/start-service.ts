import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { closeGently, followConnections } from "./drain.ts";
import { createListener, type ListenerOptions } from "./create-listener.ts";

export interface ServiceOptions extends Omit<ListenerOptions, "isDraining"> {
  port: number;
  host: string;
  /** How long to keep accepting connections when it ends, for a load balancer to see that it is not ready. */
  drainMs: number;
}

export interface Service {
  url: string;
  /** Accepts no more requests, and resolves when those in progress have their responses. */
  close(): Promise<void>;
}

const limits = {
  /** A request that does not arrive in full gets a 408. */
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  /** Longer than proxies usually keep an idle connection, so it is not the provider that closes it. */
  keepAliveTimeout: 75_000,
  /** Our own check responds instead, in the shape of the contract's errors. */
  requireHostHeader: false,
};

/** Serves the operation over HTTP, and resolves when it responds. */
export async function startService({ port, host, drainMs, ...options }: ServiceOptions): Promise<Service> {
  let isDraining = false;
  const server = createServer(limits, createListener({ ...options, isDraining: () => isDraining }));
  const connections = followConnections(server);
  await listen(server, { port, host });
  return {
    url: toUrl(server.address() as AddressInfo),
    async close() {
      isDraining = true;
      await wait(drainMs);
      await closeGently(server, connections);
    },
  };
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** An address for all of them is not one that a client can use. */
const loopback: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

function toUrl({ address, port }: AddressInfo): string {
  const host = loopback[address] ?? address;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
