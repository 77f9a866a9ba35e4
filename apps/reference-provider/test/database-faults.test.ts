import { once } from "node:events";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, pathOf, stored } from "./examples.ts";
import { startLoad } from "./load.ts";
import { type OwnPostgres, startOwnPostgres } from "./own-postgres.ts";
import { type RunningProvider, spawnProvider, startProvider } from "./provider.ts";

const path = pathOf(bodyOf(stored[0]!).id);
let postgres: OwnPostgres;
let provider: RunningProvider;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  provider = await startProvider(["--database-url", postgres.url, "--rate-limit", "off", "--pool-size", "2"], {
    environment: { DATABASE_CONNECT_TIMEOUT_MS: "1000", DATABASE_QUERY_TIMEOUT_MS: "500" },
  });
});
afterAll(async () => {
  await provider.stop();
  await postgres.remove();
});

const statusOf = async (own: string): Promise<number> => (await provider.get(own, postgres.token)).status;

test("survives a database that is killed under load and comes back", async () => {
  await expect.poll(() => statusOf(path)).toBe(200);
  const expected = await (await provider.get(path, postgres.token)).text();
  const load = startLoad(provider.url + path, { token: postgres.token, connections: 8, expected });
  await expect.poll(() => load.outcomes.get("200")).toBeGreaterThan(50);

  await postgres.kill();
  await expect.poll(() => load.outcomes.get("503")).toBeGreaterThan(50);
  const readiness = await fetch(`${provider.url}/readyz`);
  await postgres.startAgain();
  await expect.poll(() => statusOf(path)).toBe(200);
  await load.stop();

  expect([readiness.status, await readiness.json()]).toEqual([503, { status: "no database" }]);
  expect([...load.outcomes.keys()].toSorted()).toEqual(["200", "503"]);
  expect(load.wrong).toEqual([]);
  expect(provider.process.exitCode).toBeNull();
});

test("responds while the database is frozen, and recovers", async () => {
  await expect.poll(() => statusOf(path)).toBe(200);

  await postgres.freeze();
  const frozen = await Promise.all([path, path, path, path, "/readyz"].map(statusOf));
  await postgres.thaw();

  expect(frozen).toEqual([503, 503, 503, 503, 503]);
  await expect.poll(() => statusOf(path)).toBe(200);
});

test("responds when every connection of the pool waits for a lock", async () => {
  const locking = new pg.Client(postgres.url);
  await locking.connect();
  await locking.query("begin; lock table tokens in access exclusive mode");

  const waiting = await Promise.all(Array.from({ length: 10 }, () => statusOf(path)));
  await locking.query("rollback");
  await locking.end();

  expect(new Set(waiting)).toEqual(new Set([503]));
  await expect.poll(() => statusOf(path)).toBe(200);
});

test("ends at once on SIGTERM while its start waits", async () => {
  const locking = new pg.Client(postgres.url);
  await locking.connect();
  await locking.query("begin; lock table migrations in access exclusive mode");

  const starting = spawnProvider(["--database-url", postgres.url]);
  const waiting = "select 1 from pg_locks where not granted";
  await expect.poll(async () => (await locking.query(waiting)).rowCount).toBe(1);
  starting.kill();
  await once(starting, "close");
  await locking.end();

  expect(starting.exitCode).toBe(0);
});

test("reads from the primary while its replica does not respond", async () => {
  const other = await startProvider(["--database-url", postgres.url], {
    environment: { DATABASE_READ_URL: "postgres://u:pw-secret@127.0.0.1:1/x" },
  });

  const statuses = await Promise.all(
    [path, "/readyz"].map(async (own) => (await other.get(own, postgres.token)).status),
  );
  await other.stop();

  expect(statuses).toEqual([200, 200]);
  expect(other.problems.join()).toContain(
    "The database of DATABASE_READ_URL does not respond (ECONNREFUSED). Requests go to",
  );
  expect(JSON.stringify([other.lines, other.problems])).not.toContain("pw-secret");
});
