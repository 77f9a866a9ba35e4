import { once } from "node:events";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { bodyOf, pathOf, stored } from "./examples.ts";
import { startLoad } from "./load.ts";
import { makeDataFolder, startProvider } from "./provider.ts";

const path = pathOf(bodyOf(stored[0]!).id);

async function newDataFolder(): Promise<string> {
  const [data, removeData] = await makeDataFolder();
  onTestFinished(removeData);
  return data;
}

test("ends on SIGTERM under load without failing a request", async () => {
  const provider = await startProvider(["--rate-limit", "off"]);
  const expected = await (await provider.get(path)).text();
  const load = startLoad(provider.url + path, { token: provider.token, connections: 8, expected });
  await expect.poll(() => load.outcomes.get("200")).toBeGreaterThan(50);

  const code = await provider.stop();
  await load.stop();

  expect(code).toBe(0);
  expect([...load.outcomes.keys()]).toEqual(["200"]);
  expect(load.wrong).toEqual([]);
  expect(provider.problems).toEqual([]);
  await expect(access(provider.target)).rejects.toThrow("ENOENT");
});

test("is not ready while it drains", async () => {
  const provider = await startProvider(["--drain", "60000"]);
  provider.process.kill();

  await expect.poll(async () => (await fetch(`${provider.url}/readyz`)).status).toBe(503);
  const response = await provider.get(path);
  expect([response.status, response.headers.get("connection")]).toEqual([200, "close"]);
  expect((await fetch(`${provider.url}/healthz`)).status).toBe(200);

  // A second signal does not wait.
  provider.process.kill();
  await once(provider.process, "close");
  expect(provider.process.exitCode).toBe(1);
});

test("keeps what was committed when everything is killed in the middle of writes", async () => {
  const data = await newDataFolder();
  const provider = await startProvider(["--data", data]);
  const [pid = "", , , , socketFolder = ""] = (await readFile(join(data, "postgres/postmaster.pid"), "utf8")).split(
    "\n",
  );
  const client = new pg.Client(`postgres:///postgres?user=postgres&host=${encodeURIComponent(socketFolder)}`);
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query("select id from teams limit 1");

  let committed = 0;
  const writing = (async () => {
    for (;;) {
      const environment = `00000000-0000-4000-8000-${String(committed).padStart(12, "0")}`;
      await client.query("insert into environments values ($1, $2)", [environment, rows[0].id]);
      committed++;
    }
  })().catch(() => undefined);
  await expect.poll(() => committed).toBeGreaterThan(100);
  process.kill(Number(pid), "SIGKILL");
  provider.process.kill("SIGKILL");
  await writing;

  const again = await startProvider(["--data", data]);
  const [, , , , folder = ""] = (await readFile(join(data, "postgres/postmaster.pid"), "utf8")).split("\n");
  const reader = new pg.Client(`postgres:///postgres?user=postgres&host=${encodeURIComponent(folder)}`);
  await reader.connect();
  const found = await reader.query(
    "select count(*)::int from environments where id::text like '00000000-0000-4000-8000-%'",
  );
  await reader.end();

  expect(found.rows[0].count).toBeGreaterThanOrEqual(committed);
  expect((await again.get(path)).status).toBe(200);
  expect(await again.stop()).toBe(0);
});

test("leaves no process and no folder behind when it is killed", async () => {
  const provider = await startProvider();
  const [line = ""] = (await readFile(join(provider.target, "../data/postmaster.pid"), "utf8")).split("\n");

  provider.process.kill("SIGKILL");

  const isRunning = (): boolean => {
    try {
      return process.kill(Number(line), 0);
    } catch {
      return false;
    }
  };
  await expect.poll(isRunning).toBe(false);
});

test("shares the data of a folder with a second provider", async () => {
  const data = await newDataFolder();
  const one = await startProvider(["--data", data]);
  const other = await startProvider(["--data", data]);

  const statuses = [(await one.get(path, other.token)).status, (await other.get(path, one.token)).status];

  expect(await other.stop()).toBe(0);
  expect([...statuses, (await one.get(path, other.token)).status]).toEqual([200, 200, 401]);
  expect(await one.stop()).toBe(0);
});

test("says which port is taken", async () => {
  const provider = await startProvider();
  const { port } = new URL(provider.url);

  const failure = startProvider(["--port", port]);

  await expect(failure).rejects.toThrow(`port ${port} is taken. Choose another with --port; 0 picks a free one.`);
  await provider.stop();
});
