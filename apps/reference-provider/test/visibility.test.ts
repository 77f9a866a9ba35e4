import type { Integration } from "@integrations-api/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, pathOf, stored } from "./examples.ts";
import { makeDataFolder, type RunningProvider, run, startProvider } from "./provider.ts";

const [data, removeData] = await makeDataFolder();
const bodies = stored.map(bodyOf);
const denied = bodies.find(({ sharing }) => sharing === "deny")!;
const shared = bodies.filter(({ sharing, team_id }) => sharing !== "deny" && team_id !== denied.team_id);
const unknownId = "2f0c3a2e-5b39-4a7a-9d2f-3f0a6c1d8e55";
/** An environment of a team that owns other integrations than the denied one. */
const stranger = { environment: "c7d3d6e0-55c1-4a0e-8f3b-1f6b7c0a9d21", team: shared[0]!.team_id };

let provider: RunningProvider;
let token: string;

/** Runs a command on the data of the running provider. */
async function admin(...args: string[]): Promise<string> {
  const { code, out, err } = await run([...args, "--data", data]);
  expect([code, err.replace(/^Created the token .*\n/, "")]).toEqual([0, ""]);
  return out.trim();
}

function createToken(...args: string[]): Promise<string> {
  return admin("token", "create", "--environment", stranger.environment, "--team", stranger.team, ...args);
}

beforeAll(async () => {
  provider = await startProvider(["--data", data]);
  token = await createToken();
});
afterAll(async () => {
  await provider.stop();
  await removeData();
});

test("shows a team its own and the shared integrations of others", async () => {
  const statuses = await Promise.all(shared.map(async ({ id }) => (await provider.get(pathOf(id), token)).status));

  expect(shared.map(({ sharing }) => sharing)).toEqual(expect.arrayContaining(["allow", "ask"]));
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test("hides the environments of other teams", async () => {
  const installed = shared.find(({ installed_environment }) => installed_environment.length > 0)!;
  const [environment] = installed.installed_environment;

  const all = await provider.get(pathOf(installed.id), token);
  const narrowed = await provider.get(pathOf(installed.id, environment), token);

  for (const response of [all, narrowed]) expect(await response.json()).toMatchObject({ installed_environment: [] });
});

test("responds to a denied integration exactly as to an unknown one", async () => {
  const [hidden, unknown] = await Promise.all([denied.id, unknownId].map((id) => provider.get(pathOf(id), token)));

  const seen = async (response: Response): Promise<unknown> => {
    const { date: _, ...headers } = Object.fromEntries(response.headers);
    return { status: response.status, headers, body: await response.text() };
  };
  expect(await seen(hidden!)).toEqual(await seen(unknown!));
  expect(hidden!.status).toBe(404);
  const logged = (id: string): unknown => {
    const found = provider.lines.find(({ parameters }) => Object(parameters).id === id);
    return found && { ...found, time: 0, ms: 0, request_id: 0, parameters: 0 };
  };
  await expect.poll(() => logged(denied.id)).toBeDefined();
  await expect.poll(() => logged(unknownId)).toEqual(logged(denied.id));
});

test("shows a denied integration for as long as it is installed", async () => {
  const status = async (): Promise<number> => (await provider.get(pathOf(denied.id), token)).status;
  const before = await status();

  await admin("install", denied.id, "--environment", stranger.environment);
  const body = (await (await provider.get(pathOf(denied.id), token)).json()) as Integration;
  await admin("uninstall", denied.id, "--environment", stranger.environment);

  expect([before, body.installed_environment, await status()]).toEqual([404, [stranger.environment], 404]);
});

test("refuses a token from the moment it is revoked", async () => {
  const revoked = await createToken();
  const status = async (): Promise<number> => (await provider.get(pathOf(shared[0]!.id), revoked)).status;
  const before = await status();
  const [newest] = (await admin("token", "list")).split("\n");

  await admin("token", "revoke", JSON.parse(newest!).id);

  expect([before, await status()]).toEqual([200, 401]);
});

test("refuses a token of the wrong kind, whatever it asks for", async () => {
  const limited = await createToken("--kind", "limited");
  const paths = [pathOf(shared[0]!.id), pathOf(unknownId), pathOf("x")];

  const statuses = await Promise.all(paths.map(async (path) => (await provider.get(path, limited)).status));

  expect(statuses).toEqual([403, 403, 403]);
});

test("never prints a token twice", async () => {
  const created = await createToken("--expires-in", "3600");
  const [newest] = (await admin("token", "list")).split("\n");

  expect(JSON.parse(newest!)).toMatchObject({ kind: "api", environment_id: stranger.environment, revoked_at: null });
  expect(Date.parse(JSON.parse(newest!).expires_at)).toBeGreaterThan(Date.now());
  expect(await admin("token", "list")).not.toContain(created);
});
