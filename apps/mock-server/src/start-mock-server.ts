import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { loadContract, ownContract } from "./contract.ts";
import { checkOptions } from "./check-options.ts";
import { createListener } from "./create-listener.ts";
import { refuseBroken } from "./refuse-broken.ts";
import { createRequestLog, type LogFormat } from "./request-log.ts";
import { stampOf, watchFile } from "./watch-file.ts";

export interface MockServerOptions {
  /**
   * The port to listen on; 0 takes a free one.
   *
   * @default 0
   */
  port?: number | undefined;
  /**
   * The address to listen on.
   *
   * @default "127.0.0.1"
   */
  host?: string | undefined;
  /**
   * A bundled OpenAPI 3 document.
   *
   * @default the contract that this package comes with
   */
  contract?: string | undefined;
  /**
   * Milliseconds to wait before every answer, or the bounds of a random time.
   *
   * @default 0
   */
  latency?: number | { min: number; max: number } | undefined;
  /**
   * Whether changes to the contract's file are applied; a broken contract is not.
   *
   * @default false
   */
  watch?: boolean | undefined;
  /**
   * How each request is told.
   *
   * @default "silent"
   */
  log?: LogFormat | undefined;
  /**
   * Where the log goes, in whole lines.
   *
   * @default the standard output
   */
  write?: ((text: string) => void) | undefined;
}

export interface MockServer {
  /** The address, as `http://127.0.0.1:4010`. */
  url: string;
  /** Takes no more requests, and settles when those under way are answered. */
  close(): Promise<void>;
}

const headerBytes = 32_768;
const longestDrainMs = 10_000;

/**
 * Starts a mock of the API, and settles when it answers.
 *
 * @example
 * const mock = await startMockServer({ port: 0 });
 * const client = createClient({ token: "any", baseUrl: mock.url });
 * await mock.close();
 * @throws when an option is wrong, the contract cannot be read or the port is taken
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  checkOptions(options);
  const { port = 0, host = "127.0.0.1", contract: file = ownContract, latency = 0 } = options;
  const { watch = false, log: format = "silent", write = (text) => process.stdout.write(text) } = options;
  const { min, max } = typeof latency === "number" ? { min: latency, max: latency } : latency;

  const asLoaded = stampOf(file);
  let contract = await loadContract(file);
  const log = createRequestLog(format, write);
  const hanging = new Set<Socket>();
  const listener = createListener({
    contract: () => contract,
    log,
    latencyMs: () => min + Math.random() * (max - min),
    host,
    hanging,
  });
  const server = createServer({ maxHeaderSize: headerBytes, requireHostHeader: false }, listener);
  // Their bytes are bounded already, and more of them would be cut off silently.
  server.maxHeadersCount = 0;
  refuseBroken(server, headerBytes, log);
  const unused = unusedSockets(server);
  await listen(server, port, host);

  // What is written in the other formats is for machines.
  const tell = (text: string): void => {
    if (format === "pretty") write(`${text}\n`);
  };
  const reload = async (): Promise<void> => {
    const loaded = await loadContract(file).catch((error: Error) => error);
    if (loaded instanceof Error) {
      const reason = `The contract is broken, the last good one stays: ${loaded.message}`;
      return format === "pretty" ? tell(reason) : console.error(reason);
    }
    contract = loaded;
    tell("The contract has changed and is in use.");
  };
  const stopWatching = watch ? watchFile(file, asLoaded, () => void reload()) : () => undefined;

  return {
    url: toUrl(server.address() as AddressInfo),
    async close() {
      stopWatching();
      await drain(server, [...hanging, ...unused]);
      log.flush();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function toUrl({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** The connections over which no request has come yet, such as those that a browser opens in advance. */
function unusedSockets(server: Server): Set<Socket> {
  const unused = new Set<Socket>();
  server.on("connection", (socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.prependListener("request", ({ socket }) => unused.delete(socket));
  return unused;
}

/** Lets what is under way end, but for the connections on which nothing is. */
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
