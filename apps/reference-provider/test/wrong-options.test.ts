import { expect, test } from "vitest";
import { run } from "./provider.ts";

const someId = "2f0c3a2e-5b39-4a7a-9d2f-3f0a6c1d8e55";

test.each<[string, string[], string, number]>([
  ["an unknown command", ["serve-me"], "unknown command 'serve-me'.", 2],
  ["an unknown option", ["--color"], "unknown option '--color'", 2],
  ["a wrong port", ["--port", "99999"], "Give a whole number from 0 (a free port) to 65535.", 2],
  ["a wrong limit", ["--rate-limit", "many"], "Give requests and seconds, such as 500/10s, or off.", 2],
  ["a wrong log", ["--log", "xml"], "Allowed choices are pretty, json, silent.", 2],
  ["no database", ["seed", "--database-url", ""], "--database-url (DATABASE_URL) is not an address", 2],
  ["an empty host", ["--host", ""], "Give an address, such as 127.0.0.1", 2],
  ["a database of Redis without a number", ["--redis-url", "redis://h/first"], 'names the database "first"', 2],
  ["two databases", ["migrate", "--data", "x"], "--data x and --database-url (DATABASE_URL) are both given.", 2],
  ["a wrong id", ["export", "x"], "'x' is invalid for argument 'id'. Give a uuid.", 2],
  ["a missing environment", ["install", someId], "required option '--environment <id>' not specified", 2],
  ["a missing file", ["import", "gone.json"], "gone.json cannot be read: it does not exist.", 2],
  ["a path that is not a file", ["import", "package.json/"], "package.json/ cannot be read", 2],
  [
    "a wrong read address",
    ["--database-read-url", "http://u:pw@h/"],
    "--database-read-url (DATABASE_READ_URL) is not",
    2,
  ],
  ["a wrong Redis address", ["--redis-url", "u:pw@h"], "--redis-url (REDIS_URL) is not an address", 2],
])("refuses %s", async (_, args, message, expected) => {
  const { code, err } = await run(args, { environment: { DATABASE_URL: "postgres://u:pw@127.0.0.1:1/x" } });

  expect(err).toContain(message);
  expect(err).toMatch(/^Failed to run the provider: /);
  expect(err).not.toContain("    at ");
  expect(err).not.toContain("pw");
  expect(code).toBe(expected);
});

test.each([
  [
    "a folder without data",
    ["token", "list", "--data", "typo-folder"],
    "--data is typo-folder, where there is no database",
    2,
  ],
  ["a file as a folder", ["--data", "package.json"], "cannot be made (EEXIST). Give another one with --data.", 2],
  ["an unknown host", ["--host", "nonsense.invalid"], "Choose another --host or --port.", 1],
])("refuses %s, without a database", async (_, args, message, expected) => {
  const { code, err } = await run(args);

  expect(err).toContain(message);
  expect(err).not.toContain("    at ");
  expect(code).toBe(expected);
});

test.each<[string, string, number]>([
  ["postgres://u:pw-secret@127.0.0.1:1/x", "the database does not respond (connect ECONNREFUSED 127.0.0.1:1)", 1],
  ["postgres://u:pw-secret@127.0.0.1:port/x", "DATABASE_URL) is not a valid address. Write special characters", 2],
  ["postgres://u:p#/pw-secret@h/x", "DATABASE_URL) is not a valid address.", 2],
  ["postgres:pw-secret", "DATABASE_URL) is not an address that starts with postgres:// or postgresql://.", 2],
  ["host=h password=pw-secret", "DATABASE_URL) is not an address that starts with", 2],
  ["postgres://u:pw-secret@h/x?sslrootcert=/gone.pem", "DATABASE_URL cannot be used: ENOENT", 2],
])("refuses the address %s without quoting its password", async (url, message, expected) => {
  const { code, err } = await run(["migrate"], { environment: { DATABASE_URL: url } });

  expect(err).toContain(message);
  expect(err).not.toContain("pw-secret");
  expect(code).toBe(expected);
});
