import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Integration } from "@integrations-api/client";
import { explain } from "@integrations-api/explain";
import { valueAt } from "@integrations-api/scenarios";
import pg from "pg";
import { embeddedUrl, startEmbedded } from "../src/database/embedded-postgres.ts";
import { bodyOf, stored, withoutSecrets } from "./examples.ts";
import { makeDataFolder, type Ran, run } from "./provider.ts";

const [data, removeData] = await makeDataFolder();
const embedded = await startEmbedded(data);
const url = embeddedUrl(embedded.socketFolder);
afterAll(async () => {
  await embedded.stop();
  await removeData();
});

const environment = { DATABASE_URL: url };
const admin = (args: string[], input?: string): Promise<Ran> =>
  run(args, { environment, ...(input !== undefined && { input }) });
const bodies = stored.map(bodyOf);
const full = bodies.find(({ config }) => config.resources !== undefined)!;
const someId = "2f0c3a2e-5b39-4a7a-9d2f-3f0a6c1d8e55";

/** Everything that the database stores. */
async function dump(): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  const tables = ["teams", "environments", "integrations", "installations", "tokens"];
  const rows: unknown[] = [];
  for (const name of tables) rows.push((await client.query(`select * from ${name} order by 1, 2`)).rows);
  await client.end();
  return JSON.stringify(rows);
}

test("says that tables are missing, and creates them once", async () => {
  const before = await admin(["token", "list"]);
  const first = await admin(["migrate"]);
  const second = await admin(["migrate"]);

  expect([before.code, before.err]).toEqual([
    1,
    "Failed to run the provider: the database does not have the provider's tables yet. Run migrate first.\n",
  ]);
  expect([first.code, first.out]).toEqual([0, "Applied 001-create-tables.sql.\n"]);
  expect([second.code, second.out]).toEqual([0, "The tables are up to date.\n"]);
});

test("imports integrations without their secrets, and names these", async () => {
  const marked = bodies.map(markSecrets);

  const { code, out } = await admin(["import", "-"], JSON.stringify(marked.map(({ body }) => body)));

  expect(code).toBe(0);
  const removed = out.split("\n").flatMap((line) => /^ {2}removed the secret (.+)$/.exec(line)?.[1] ?? []);
  expect(removed).toEqual(marked.flatMap(({ secrets }) => secrets));
  expect(removed.length).toBeGreaterThan(20);
  expect(await dump()).not.toContain(marker);
  for (const { name } of bodies) expect(await dump()).toContain(name);
});

const marker = "this-is-a-secret";

/** Puts the marker wherever the contract allows a secret, also where the example has only a template. */
function markSecrets(example: Integration): { body: Integration; secrets: string[] } {
  const body: Integration = JSON.parse(JSON.stringify(example).replaceAll(/\{\{.*?\}\}/g, "text"));
  const secrets = explain(body).flatMap(({ isSecret, pointer }) => (isSecret ? pointer : []));
  for (const pointer of secrets) {
    const end = pointer.lastIndexOf("/");
    Object(valueAt(body, pointer.slice(0, end)))[pointer.slice(end + 1)] = marker;
  }
  return { body, secrets };
}

test("exports what it imported", async () => {
  await admin(["import", "-"], JSON.stringify(full));

  const { code, out } = await admin(["export", full.id.toUpperCase()]);
  const again = await admin(["import", "-"], out);

  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ ...withoutSecrets(full), installed_environment: [] });
  expect([again.code, again.out]).toEqual([0, `Stored "${full.name}" (${full.id}).\n`]);
});

test("names the environments that it does not know", async () => {
  const installed = bodies.find(({ installed_environment }) => installed_environment.length === 1)!;
  const input = JSON.stringify([installed]);

  const { out } = await admin(["import", "-"], input);
  const known = await admin(["import", "-", "--environments-of", installed.team_id], input);

  expect(out).toContain(`not installed in ${installed.installed_environment[0]}, which does not exist`);
  expect(known.out).not.toContain("not installed");
  const exported = JSON.parse((await admin(["export", installed.id])).out);
  expect(exported.installed_environment).toEqual(installed.installed_environment);
});

test("keeps numbers, keys and control characters as they are written", async () => {
  const body = JSON.stringify({ ...full, id: someId, config: {} });
  const config = '{"resources":{"a":{"list":{"path":"\\u0000","query":{"n":12345678901234567890,"e":1e2,"d":1.0}}}}}';

  await admin(["import", "-"], body.replace('"config":{}', `"config":${config}`));
  const { out } = await admin(["export", someId]);

  expect(await dump()).toContain(JSON.stringify(config).slice(1, -1));
  expect(out.replaceAll(/\s/g, "")).toContain(config);
});

test("names each value once in its report, whatever is in its name", async () => {
  const client = { id: "x", Secret: "hidden", "new\nStored": 1, later: { a: [1] } };
  const config = { credentials: { oauth2: { format: "oauth2", config: { client } } } };

  const { out } = await admin(["import", "-"], JSON.stringify({ ...full, id: someId, name: "a\u001b[1m", config }));

  const place = "/config/credentials/oauth2/config/client";
  expect(out.trim().split("\n").slice(0, 4)).toEqual([
    `Stored "a\\u001b[1m" (${someId}).`,
    `  removed the secret ${place}/Secret`,
    `  kept ${place}/new\\nStored, which the contract does not know: is it a secret?`,
    `  kept ${place}/later, which the contract does not know: is it a secret?`,
  ]);
});

test("imports an integration with very many keys", async () => {
  const more = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, { index }]));

  const { code } = await admin(["import", "-"], JSON.stringify({ ...full, ...more, id: someId }));

  expect(code).toBe(0);
});

test.each([
  ["nested too deeply", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "standard input is nested too deeply."],
  ["cut off", '{"id": "secret', "standard input is not JSON."],
  ["empty", "", "standard input is not JSON."],
])("refuses what is %s", async (_, input, message) => {
  const { code, err } = await admin(["import", "-"], input);

  expect(err).toContain(message);
  expect(err).not.toContain("secret");
  expect(code).toBe(1);
});

test("refuses a file in another encoding", async () => {
  const file = join(data, "..", "latin1.json");
  await writeFile(file, Buffer.from(JSON.stringify({ ...full, name: "caf\u00e9" }), "latin1"));

  const { code, err } = await admin(["import", file]);

  expect([code, err]).toEqual([1, expect.stringContaining("latin1.json is not in UTF-8.")]);
});

test.each<[string, unknown, string[]]>([
  ["another value of a closed set", [full, { ...full, id: someId, sharing: "public" }], ["/1/sharing must be"]],
  ["a missing key", { ...full, name: undefined }, ["/name is missing"]],
  ["another team", { ...full, team_id: someId }, ["/team_id does not equal `team/id`"]],
  ["an update before the creation", { ...full, updated_at: "2001-01-01T00:00:00Z" }, ["/updated_at is before"]],
  ["the same id twice", [full, full], ["/1/id must not be repeated"]],
  ["several violations", { ...full, id: "x", is_beta: "no" }, ["/id must", "/is_beta must"]],
  ["no integration", 5, ["/ must be"]],
])("takes nothing from a file with %s", async (_, value, expected) => {
  const before = await dump();

  const { code, out, err } = await admin(["import", "-"], JSON.stringify(value));

  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^Failed to run the provider: standard input has .+ the contract, so nothing was imported:\n/);
  for (const line of expected) expect(err).toContain(`\n  ${line}`);
  expect(await dump()).toBe(before);
});

test.each([
  [
    "an unknown id",
    ["export", someId.replace("2f", "3f")],
    `the database has no integration ${someId.replace("2f", "3f")}`,
  ],
  ["an unknown environment", ["token", "create", "--environment", someId], `--environment is ${someId}, which`],
  [
    "an unknown team",
    ["token", "create", "--environment", someId, "--team", someId],
    `the team ${someId} is not in the database.`,
  ],
  ["an unknown token", ["token", "revoke", someId], `there is no token ${someId}.`],
])("refuses %s", async (_, args, message) => {
  const { code, out, err } = await admin(args);

  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(`Failed to run the provider: ${message}`);
});

test("says what it applied to a new folder", async () => {
  const [other, removeOther] = await makeDataFolder();
  const [first, second] = [await run(["migrate", "--data", other]), await run(["migrate", "--data", other])];
  await removeOther();

  expect([first.out, second.out]).toEqual(["Applied 001-create-tables.sql.\n", "The tables are up to date.\n"]);
});
