import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { loadContract } from "../contract/load-contract.ts";
import { ownContract } from "../contract/read-document.ts";
import { stampOf, watchFile } from "../contract/watch-file.ts";
import { PlanMemory } from "../plan/plan-memory.ts";
import { createListener } from "./create-listener.ts";
import { checkOptions, type MockServerOptions } from "./options.ts";
import { refuseBroken } from "./refuse-broken.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";
import type { Serving } from "./serving.ts";

export interface MockServer {
  /** Its address for clients on this machine, such as `http://127.0.0.1:4010`. */
  url: string;
  /** Accepts no more requests, and resolves when those in progress have their responses. */
  close(): Promise<void>;
}

const limits = {
  maxHeaderSize: 32_768,
  /** A request that does not arrive in full gets a 408. */
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  /** Longer than clients and proxies usually keep an idle connection, so it is not the mock that closes it. */
  keepAliveTimeout: 75_000,
};
const longestDrainMs = 10_000;

/**
 * Starts a mock of the API, and resolves when it responds.
 *
 * @example
 * const mock = await startMockServer({ port: 0 });
 * const client = createClient({ token: "any", baseUrl: mock.url });
 * await mock.close();
 * @throws if an option is wrong, the contract cannot be used or the port is taken
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  checkOptions(options);
  const { port = 0, host = "127.0.0.1", allowHosts = [], latency = 0, timeScale = 1 } = options;
  const { min, max } = typeof latency === "number" ? { min: latency, max: latency } : latency;
  const { log: format = "silent", write = (text) => process.stdout.write(text) } = options;

  const log = createRequestLog(format, write);
  const { serving, stopWatching } = await serveContract(options, log);
  const hanging = new Set<Socket>();
  const latencyMs = (): number => min + Math.random() * (max - min);
  const listener = createListener({ serving, log, latencyMs, timeScale, hosts: [host, ...allowHosts], hanging });
  const server = createServer({ ...limits, requireHostHeader: false }, listener);
  // Their bytes are bounded already, and Node would cut off more of them silently.
  server.maxHeadersCount = 0;
  refuseBroken(server, limits.maxHeaderSize, log);
  const unused = unusedSockets(server);
  await listen(server, port, host);

  return {
    url: toUrl(server.address() as AddressInfo),
    async close() {
      stopWatching();
      await drain(server, [...hanging, ...unused]);
      log.flush();
    },
  };
}

interface ServedContract {
  serving: () => Serving;
  stopWatching: () => void;
}

async function serveContract(options: MockServerOptions, log: RequestLog): Promise<ServedContract> {
  const { contract: file = ownContract, pathAliases = {}, watch = false } = options;
  const load = async (): Promise<Serving> => {
    return { contract: await loadContract(file, pathAliases), plans: new PlanMemory() };
  };
  const asLoaded = stampOf(file);
  let current = await load();
  const reload = async (): Promise<void> => {
    try {
      current = await load();
      log.notice("The contract has changed and is in use.");
    } catch (error) {
      log.problem(`Still using the last valid contract: ${(error as Error).message}`);
    }
  };
  const stopWatching = watch ? watchFile(file, asLoaded, () => void reload()) : () => undefined;
  return { serving: () => current, stopWatching };
}

function listen(server: Server, port: number, host: string): Promise<void> {
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

/** The connections that have not had a request yet, such as those that a browser opens in advance. */
function unusedSockets(server: Server): Set<Socket> {
  const unused = new Set<Socket>();
  server.on("connection", (socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.prependListener("request", ({ socket }) => unused.delete(socket));
  return unused;
}

/** Lets what is in progress end, and closes the connections on which nothing is. */
function drain(server: Server, idle: Socket[]): Promise<void> {
  return new Promise((resolve) => {
    // A client that never ends its request is not waited for.
    const giveUp = setTimeout(() => server.closeAllConnections(), longestDrainMs);
    server.close(() => {
      clearTimeout(giveUp);
      resolve();
    });
    server.keepAliveTimeout = 1;
    for (const socket of idle) socket.destroy();
  });
}
