import { execFile, spawn, type ChildProcess } from "node:child_process";
import { access, chown, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ProviderError } from "../provider-error.ts";
import { unprivileged } from "./embedded-files.ts";

/** A PostgreSQL that runs as a child of this process. */
export interface PostgresServer {
  /** Resolves to the reason when it has ended without being stopped. */
  failed: Promise<string>;
  stop(): Promise<void>;
}

export interface ServerFolders {
  /** Where its programs are. */
  files: string;
  socketFolder: string;
  /** Is removed when the server has ended. */
  runFolder: string;
  /** Whether the data has to survive a power failure. */
  isKept: boolean;
}

/** Makes a folder that only PostgreSQL's user may use. */
export async function makeOwnFolder(folder: string): Promise<void> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (unprivileged) await chown(folder, unprivileged.uid, unprivileged.gid);
  } catch (error) {
    throw new ProviderError(
      `the folder ${folder} cannot be made (${Object(error).code}). Give another one with --data.`,
      2,
    );
  }
}

/** Whether a folder has the files of a database. */
export async function isCluster(folder: string): Promise<boolean> {
  return access(join(folder, "PG_VERSION")).then(
    () => true,
    () => false,
  );
}

/** Makes the files of an empty database, if they do not exist. */
export async function createCluster(
  cluster: string,
  { files, isKept }: Pick<ServerFolders, "files" | "isKept">,
): Promise<void> {
  if (await isCluster(cluster)) return;
  await makeOwnFolder(cluster);
  const options = ["--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C"];
  const args = ["-D", cluster, ...options, ...(isKept ? [] : ["--no-sync"])];
  const initdb = promisify(execFile)(join(files, "bin/initdb"), args, { ...unprivileged, cwd: "/" });
  await initdb.catch(({ stderr = "" }: { stderr?: string }) => {
    const [reason = "initdb failed"] = /(?:FATAL|PANIC|error): .*/.exec(stderr) ?? [];
    const hint = unprivileged ? " PostgreSQL runs as the user nobody there, who has to be able to reach it." : "";
    throw new ProviderError(`the folder ${cluster} cannot be used: ${reason}.${hint}`);
  });
}

/** Starts a server on the files of a database, and resolves when it accepts connections. */
export async function spawnServer(cluster: string, folders: ServerFolders): Promise<PostgresServer> {
  const server = spawnScript(join(folders.files, "bin/postgres"), toArguments(cluster, folders), folders.runFolder);
  const ended = new Promise<string>((resolve) => {
    server
      .once("close", (code, signal) => resolve(String(signal ?? code)))
      .once("error", (error) => resolve(error.message));
  });
  const complaint = await waitUntilReady(server, ended);
  if (complaint !== undefined)
    throw new ProviderError(`the embedded PostgreSQL did not start on ${cluster}: ${complaint}`);

  let isStopping = false;
  return {
    failed: ended.then((reason) => (isStopping ? new Promise(() => undefined) : `it ended with ${reason}`)),
    async stop() {
      isStopping = true;
      server.stdin?.end();
      await ended;
    },
  };
}

function toArguments(cluster: string, { socketFolder, isKept }: ServerFolders): string[] {
  const settings = {
    listen_addresses: "",
    shared_buffers: "16MB",
    max_connections: "60",
    // Data that is thrown away needs no protection against a power failure.
    ...(isKept ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", cluster, "-k", socketFolder, ...pairs];
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
rm -rf "$RUN_FOLDER" 2>/dev/null
exit $code
`;

/** Starts the server in a process group of its own, because Ctrl-C is for the provider, which has to drain first. */
function spawnScript(file: string, args: string[], runFolder: string): ChildProcess {
  return spawn("/bin/sh", ["-c", script, file, ...args], {
    ...unprivileged,
    cwd: "/",
    detached: true,
    env: { ...process.env, RUN_FOLDER: runFolder },
    stdio: ["pipe", "ignore", "pipe"],
  });
}

/** Resolves to the complaints of a server that ended instead. */
async function waitUntilReady(server: ChildProcess, ended: Promise<string>): Promise<string | undefined> {
  const complaints: string[] = [];
  // Lines are read for as long as the server runs, or it would wait for somebody to read them.
  const lines = createInterface({ input: server.stderr! });
  const collect = (line: string): void => {
    const [complaint] = /(?:FATAL|DETAIL|HINT|ERROR): .*/.exec(line) ?? [];
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
