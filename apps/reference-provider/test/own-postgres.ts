import { execFile } from "node:child_process";
import { symlink, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type EmbeddedPostgres, embeddedUrl, startEmbedded } from "../src/database/embedded-postgres.ts";
import pg from "pg";
import { type Caller, findCaller } from "../src/admin/seed.ts";
import { operation } from "./examples.ts";
import { readPostmaster } from "./postmaster.ts";
import { makeDataFolder, run } from "./provider.ts";

/** A PostgreSQL of a test's own, with the seeded data, which the test can kill and freeze. */
export interface OwnPostgres {
  /** It stays the same when the server starts again. */
  url: string;
  token: string;
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const [data, removeData] = await makeDataFolder();
  const link = join(dirname(data), "s");
  let server: EmbeddedPostgres;
  const start = async (): Promise<void> => {
    server = await startEmbedded(data);
    await unlink(link).catch(() => undefined);
    await symlink(server.socketFolder, link);
  };
  await start();

  const url = embeddedUrl(link);
  const admin = (...args: string[]): ReturnType<typeof run> => run(args, { environment: { DATABASE_URL: url } });
  await admin("migrate");
  await admin("seed");
  const { environment, team } = await readCaller(url);
  const { out } = await admin("token", "create", "--environment", environment, "--team", team);
  return {
    url,
    token: out.trim(),
    async kill() {
      await signal(data, "SIGKILL");
      await server.failed;
    },
    startAgain: start,
    freeze: () => signal(data, "SIGSTOP"),
    thaw: () => signal(data, "SIGCONT"),
    async remove() {
      await server.stop();
      await removeData();
    },
  };
}

async function readCaller(url: string): Promise<Caller> {
  const client = new pg.Client(url);
  await client.connect();
  const caller = await findCaller(client, operation);
  await client.end();
  return caller;
}

/** Signals all processes of the server that runs on a folder. */
async function signal(data: string, name: NodeJS.Signals): Promise<void> {
  const { pid } = await readPostmaster(join(data, "postgres"));
  const { stdout } = await promisify(execFile)("pgrep", ["-P", String(pid)]);
  for (const one of [pid, ...stdout.trim().split("\n")]) process.kill(Number(one), name);
}
