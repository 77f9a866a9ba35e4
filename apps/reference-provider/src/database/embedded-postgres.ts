import { chmod, chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ProviderError } from "../provider-error.ts";
import { findEmbeddedFiles, unprivileged } from "./embedded-files.ts";
import { createCluster, isCluster, makeOwnFolder, spawnServer } from "./postgres-server.ts";

/** The PostgreSQL of the lock file, in a folder of its own. For local use and tests only. */
export interface EmbeddedPostgres {
  /** Where files that belong to its data can be: the given folder, or the temporary one. */
  folder: string;
  /** The folder of its socket, which is where clients connect. */
  socketFolder: string;
  /** Resolves to the reason when the server has ended without being stopped here. */
  failed: Promise<string>;
  /** Stops the server, unless another process started it. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a data folder, which is made if it does not exist, or finds the server that runs on it already.
 *
 * @param dataFolder Without one, the data is in a temporary folder, and is lost when the server stops.
 */
export async function startEmbedded(dataFolder?: string): Promise<EmbeddedPostgres> {
  if (dataFolder === undefined) return startServer();

  const folder = resolve(dataFolder);
  const running = await joinServer(folder);
  if (running) return running;
  try {
    return await startServer(folder);
  } catch (error) {
    // Another process may be starting it at this moment.
    const other = await joinStarting(folder);
    if (other) return other;
    throw error;
  }
}

/** How to connect to it. */
export function embeddedUrl(socketFolder: string): string {
  return `postgres://postgres@/postgres?host=${encodeURIComponent(socketFolder)}`;
}

/** Whether a folder has the data of a server. */
export async function hasData(dataFolder: string): Promise<boolean> {
  return isCluster(clusterIn(resolve(dataFolder)));
}

function clusterIn(folder: string): string {
  return join(folder, "postgres");
}

const lookEveryMs = 500;
const longestStartMs = 5000;

async function joinServer(folder: string): Promise<EmbeddedPostgres | undefined> {
  const socketFolder = await findRunning(clusterIn(folder));
  if (socketFolder === undefined) return undefined;

  const watching = new AbortController();
  const { signal } = watching;
  const failed = (async () => {
    while ((await findRunning(clusterIn(folder))) === socketFolder)
      await wait(lookEveryMs, undefined, { ref: false, signal });
    return "the process that started it has ended";
  })();
  // Nobody waits for it once the watching has ended.
  failed.catch(() => undefined);
  return { folder, socketFolder, failed, stop: async () => watching.abort() };
}

async function joinStarting(folder: string): Promise<EmbeddedPostgres | undefined> {
  const until = performance.now() + longestStartMs;
  while (performance.now() < until && (await isStarting(clusterIn(folder)))) {
    const running = await joinServer(folder);
    if (running) return running;
    await wait(lookEveryMs);
  }
  return undefined;
}

/** Whether a process has begun to use a data folder: it writes this file before it listens. */
async function isStarting(cluster: string): Promise<boolean> {
  const [pid] = await readPidFile(cluster);
  if (!pid) return false;
  try {
    return process.kill(Number(pid), 0);
  } catch (error) {
    return Object(error).code === "EPERM";
  }
}

/** The socket folder of the server that runs on a data folder. */
async function findRunning(cluster: string): Promise<string | undefined> {
  const [, , , port, socketFolder] = await readPidFile(cluster);
  if (!socketFolder) return undefined;
  const socket = connect(join(socketFolder, `.s.PGSQL.${port}`));
  const isRunning = await new Promise<boolean>((settle) => {
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
  socket.destroy();
  return isRunning ? socketFolder : undefined;
}

/** The lines of the file that a server keeps in its data folder. */
async function readPidFile(cluster: string): Promise<string[]> {
  return readFile(join(cluster, "postmaster.pid"), "utf8").then(
    (text) => text.split("\n"),
    () => [],
  );
}

/** What the path of a socket may have at most. macOS allows less than Linux. */
const longestSocketPath = 103;

async function startServer(dataFolder?: string): Promise<EmbeddedPostgres> {
  const runFolder = await makeRunFolder();
  try {
    const files = await findEmbeddedFiles(join(runFolder, "native"));
    const cluster = dataFolder === undefined ? join(runFolder, "data") : clusterIn(dataFolder);
    const socketFolder = join(runFolder, "socket");
    await makeOwnFolder(socketFolder);
    const isKept = dataFolder !== undefined;
    await createCluster(cluster, { files, isKept });
    const server = await spawnServer(cluster, { files, isKept, socketFolder, runFolder });
    return {
      folder: dataFolder ?? runFolder,
      socketFolder,
      failed: server.failed,
      async stop() {
        await server.stop();
        await rm(runFolder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(runFolder, { recursive: true, force: true });
    throw error;
  }
}

async function makeRunFolder(): Promise<string> {
  const runFolder = await mkdtemp(join(tmpdir(), "pg-"));
  await chmod(runFolder, 0o755);
  if (unprivileged) await chown(runFolder, unprivileged.uid, unprivileged.gid);
  if (Buffer.byteLength(join(runFolder, "socket/.s.PGSQL.5432")) <= longestSocketPath) return runFolder;
  await rm(runFolder, { recursive: true });
  throw new ProviderError(
    `the path of temporary files, ${tmpdir()}, is too long for a socket. Set TMPDIR to a shorter one.`,
  );
}
