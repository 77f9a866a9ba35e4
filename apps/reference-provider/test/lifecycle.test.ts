import { once } from "node:events";
import { existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { bodyOf, pathOf, stored } from "./examples.ts";
import { startLoad } from "./load.ts";
import { readPostmaster } from "./postmaster.ts";
import { makeDataFolder, run, startProvider } from "./provider.ts";

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
  const { pid, url } = await readPostmaster(join(data, "postgres"));
  const client = new pg.Client(url);
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
  process.kill(pid, "SIGKILL");
  provider.process.kill("SIGKILL");
  await writing;

  const again = await startProvider(["--data", data]);
  const reader = new pg.Client((await readPostmaster(join(data, "postgres"))).url);
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
  const { pid } = await readPostmaster(join(provider.target, "../data"));

  provider.process.kill("SIGKILL");

  const isRunning = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(isRunning).toBe(false);
  await expect.poll(() => existsSync(dirname(provider.target))).toBe(false);
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

test("ends when the server of the folder, which another one started, has ended", async () => {
  const data = await newDataFolder();
  const one = await startProvider(["--data", data]);
  const other = await startProvider(["--data", data]);
  const ended = once(other.process, "close");

  await one.stop();
  await ended;

  expect(other.process.exitCode).toBe(1);
  expect(other.problems.join()).toContain("does not run any more: the process that started it has ended");
});

test("starts on data that somebody else filled first", async () => {
  const data = await newDataFolder();
  const bodies = stored.map(bodyOf);
  const [first] = bodies;
  const [environment = ""] = first!.installed_environment;
  const created = ["token", "create", "--environment", environment, "--team", first!.team_id, "--data", data];

  const imported = await run(["import", "-", "--data", data], { input: JSON.stringify(first) });
  const { code } = await run(created);
  const provider = await startProvider(["--data", data]);
  const statuses = await Promise.all(bodies.map(async ({ id }) => (await provider.get(pathOf(id))).status));

  expect([imported.code, code, await provider.stop()]).toEqual([0, 0, 0]);
  expect(statuses).toEqual(bodies.map(() => 200));
});

test("responds to what has begun to arrive before SIGTERM", async () => {
  const provider = await startProvider();
  const { hostname, port } = new URL(provider.url);
  const request = `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${provider.token}\r\n\r\n`;
  const send = async (bytes: string): Promise<Socket> => {
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(bytes);
    return socket;
  };
  const begun = await send(request.slice(0, 30));
  const pipelined = await send(`GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n${request.slice(0, 30)}`);
  const idle = await send("");
  await once(pipelined, "readable");

  const ended = Promise.all([once(provider.process, "close"), once(idle, "close")]);
  provider.process.kill();
  // The others are closed by now.
  await once(idle.resume(), "close");
  const received = await Promise.all(
    [begun, pipelined].map((socket) => {
      socket.write(request.slice(30));
      return text(socket);
    }),
  );
  await ended;

  const statuses = received.map((one) => [...one.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status));
  expect(statuses).toEqual([["200"], ["200", "200"]]);
});

test("says which port is taken", async () => {
  const provider = await startProvider();
  const { port } = new URL(provider.url);

  const failure = startProvider(["--port", port]);

  await expect(failure).rejects.toThrow(`port ${port} is taken. Choose another with --port; 0 picks a free one.`);
  await provider.stop();
});
