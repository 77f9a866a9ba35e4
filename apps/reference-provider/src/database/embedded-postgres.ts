import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ProviderError } from "../provider-error.ts";
import { findEmbeddedFiles, unprivileged } from "./embedded-files.ts";

/** The PostgreSQL of the lock file, in a folder of its own. For local use and tests only. */
export interface EmbeddedPostgres {
  /** Where files that belong to its data can be: the given folder, or the temporary one. */
  folder: string;
  /** The folder of its socket, which is where clients connect. */
  socketFolder: string;
  /** Resolves when the server has ended without being stopped. Never resolves if another process started it. */
  failed: Promise<string>;
  /** Stops the server, unless another process started it. */
  stop(): Promise<void>;
}

const user = "postgres";

/**
 * Starts PostgreSQL on a data folder, which is made if it does not exist, or finds the server that runs on it already.
 *
 * @param dataFolder Without one, the data is in a temporary folder, and is lost when the server stops.
 */
export async function startEmbedded(dataFolder?: string): Promise<EmbeddedPostgres> {
  // A socket's path has at most 107 bytes.
  const runFolder = await mkdtemp(join(tmpdir(), "pg-"));
  try {
    await chmod(runFolder, 0o755);
    const cluster = dataFolder === undefined ? join(runFolder, "data") : join(resolve(dataFolder), "postgres");
    const running = await findRunning(cluster);
    if (running === undefined || dataFolder === undefined) return await startOn(cluster, { runFolder, dataFolder });
    await rm(runFolder, { recursive: true });
    return {
      folder: resolve(dataFolder),
      socketFolder: running,
      failed: new Promise(() => undefined),
      stop: async () => undefined,
    };
  } catch (error) {
    await rm(runFolder, { recursive: true, force: true });
    throw error;
  }
}

/** How to connect to it. */
export function embeddedUrl(socketFolder: string): string {
  return `postgres://${user}@/postgres?host=${encodeURIComponent(socketFolder)}`;
}

/** The socket folder of the server that runs on a data folder, from the file that it keeps there. */
async function findRunning(cluster: string): Promise<string | undefined> {
  const lines = await readFile(join(cluster, "postmaster.pid"), "utf8").then(
    (text) => text.split("\n"),
    () => [],
  );
  const [, , , port, socketFolder] = lines;
  if (!socketFolder) return undefined;
  const socket = connect(join(socketFolder, `.s.PGSQL.${port}`));
  return new Promise((found) => {
    socket.once("connect", () => found(socketFolder)).once("error", () => found(undefined));
  }).finally(() => socket.destroy()) as Promise<string | undefined>;
}

async function startOn(
  cluster: string,
  { runFolder, dataFolder }: { runFolder: string; dataFolder: string | undefined },
): Promise<EmbeddedPostgres> {
  const files = await findEmbeddedFiles(runFolder);
  const socketFolder = join(runFolder, "socket");
  await makeOwnFolder(socketFolder);
  const isKept = dataFolder !== undefined;
  await createCluster(cluster, { files, isKept });

  const server = spawnServer(join(files, "bin/postgres"), [
    "-D",
    cluster,
    "-k",
    socketFolder,
    ...setting("listen_addresses", ""),
    ...setting("shared_buffers", "16MB"),
    ...setting("max_connections", "60"),
    // Data that is thrown away needs no protection against a power failure.
    ...(isKept ? [] : [...setting("fsync", "off"), ...setting("full_page_writes", "off")]),
  ]);
  const ended = new Promise<string>((resolve) => {
    server
      .once("close", (code, signal) => resolve(String(signal ?? code)))
      .once("error", (error) => resolve(error.message));
  });
  const complaint = await waitUntilReady(server, ended);
  if (complaint !== undefined) {
    throw new ProviderError(`the embedded PostgreSQL did not start on ${cluster}: ${complaint}`);
  }
  let isStopping = false;
  return {
    folder: isKept ? resolve(dataFolder) : runFolder,
    socketFolder,
    failed: ended.then((reason) => (isStopping ? new Promise(() => undefined) : reason)),
    async stop() {
      isStopping = true;
      server.stdin?.end();
      await ended;
      await rm(runFolder, { recursive: true, force: true });
    },
  };
}

function setting(name: string, value: string): string[] {
  return ["-c", `${name}=${value}`];
}

/** Makes a folder that only PostgreSQL's user may use. */
async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (unprivileged) await chown(folder, unprivileged.uid, unprivileged.gid);
}

async function createCluster(cluster: string, { files, isKept }: { files: string; isKept: boolean }): Promise<void> {
  const isMade = await readFile(join(cluster, "PG_VERSION")).then(
    () => true,
    () => false,
  );
  if (isMade) return;
  await makeOwnFolder(cluster);
  const options = ["--username", user, "--auth", "trust", "--encoding", "UTF8", "--locale", "C"];
  await promisify(execFile)(join(files, "bin/initdb"), ["-D", cluster, ...options, ...(isKept ? [] : ["--no-sync"])], {
    ...unprivileged,
    cwd: "/",
  }).catch(({ stderr }: { stderr?: string }) => {
    throw new ProviderError(`the folder ${cluster} cannot be used: ${String(stderr).trim()}`);
  });
}

/** Ends the server when its standard input closes, which also happens if this process is killed. */
const script = `
exec 3<&0
"$0" "$@" </dev/null &
server=$!
{ read -r _ <&3; kill -INT $server; } &
watcher=$!
wait $server
code=$?
kill $watcher 2>/dev/null
exit $code
`;

/** Starts the server in a process group of its own, because Ctrl-C is for the provider, which has to drain first. */
function spawnServer(file: string, args: string[]): ChildProcess {
  return spawn("/bin/sh", ["-c", script, file, ...args], {
    ...unprivileged,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
}

/** Resolves to the complaints of a server that ended instead. */
async function waitUntilReady(server: ChildProcess, ended: Promise<string>): Promise<string | undefined> {
  const complaints: string[] = [];
  // Lines are read for as long as the server runs, or it would wait for somebody to read them.
  const lines = createInterface({ input: server.stderr! });
  const collect = (line: string): void => {
    const [complaint] = /(?:FATAL|HINT|ERROR): .*/.exec(line) ?? [];
    if (complaint) complaints.push(complaint);
  };
  lines.on("line", collect);
  const ready = new Promise<undefined>((resolve) => {
    lines.on("line", (line) => line.includes("database system is ready to accept connections") && resolve(undefined));
  });
  const complaint = await Promise.race([ready, ended.then((code) => complaints.join(" ") || `it ended with ${code}`)]);
  lines.off("line", collect);
  return complaint;
}
