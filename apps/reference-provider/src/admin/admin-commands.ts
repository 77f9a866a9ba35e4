import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { catalogue } from "@integrations-api/scenarios";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Client } from "pg";
import { addDatabaseOptions, checkDatabaseOptions } from "../database/database-options.ts";
import { hasData } from "../database/embedded-postgres.ts";
import { migrate } from "../database/migrate.ts";
import { type DatabaseOptions, openDatabase, withClient } from "../database/open-database.ts";
import { ProviderError } from "../provider-error.ts";
import { servedPart } from "../service/served-operation.ts";
import { parseExactly } from "./exact-json.ts";
import { exportIntegration } from "./export-integration.ts";
import { importIntegrations, type Imported, type ImportOptions } from "./import-integrations.ts";
import { type Installation, install, uninstall } from "./installations.ts";
import { createToken, listTokens, type NewToken, revokeToken } from "./tokens.ts";

/** Adds the commands that change or show what is in the database. */
export function addAdminCommands(program: Command): void {
  add(program, "migrate", "create or update the tables").action((given: DatabaseOptions) =>
    onDatabase(
      given,
      async (client, applied) => {
        const names = [...applied, ...(await migrate(client))];
        console.log(names.length === 0 ? "The tables are up to date." : `Applied ${names.join(", ")}.`);
      },
      { mayBeNew: true },
    ),
  );
  add(program, "seed", "store the contract's examples").action((given: DatabaseOptions) =>
    onDatabase(
      given,
      async (client) => {
        const { seed } = await import("./seed.ts");
        report(await seed(client, servedPart(catalogue).served));
      },
      { mayBeNew: true },
    ),
  );
  add(program, "import <file>", "store integrations from a JSON file, or from standard input if it is -")
    .addOption(
      new Option("--environments-of <team>", "add environments that do not exist yet to this team").argParser(toUuid),
    )
    .action(async (file: string, given: DatabaseOptions & ImportOptions) => {
      // It reads the whole contract, which no other command needs.
      const { readIntegrations } = await import("./read-integrations.ts");
      const integrations = readIntegrations(await readInput(file), file === "-" ? "standard input" : file);
      await onDatabase(given, async (client) => report(await importIntegrations(client, integrations, given)), {
        mayBeNew: true,
      });
    });
  add(program, "export", "print an integration, without secrets")
    .argument("<id>", "its id", toUuid)
    .action((id: string, given: DatabaseOptions) =>
      onDatabase(given, async (client) => {
        console.log(JSON.stringify(parseExactly(await exportIntegration(client, id)), null, 2));
      }),
    );
  addInstallationCommands(program);
  addTokenCommands(program.command("token").description("create, list or revoke tokens"));
}

type InstallationOptions = DatabaseOptions & Omit<Installation, "id">;

function addInstallationCommands(program: Command): void {
  addEnvironment(add(program, "install", "install an integration in an environment"))
    .argument("<id>", "the integration", toUuid)
    .action((id: string, given: InstallationOptions) =>
      onDatabase(given, async (client) => {
        const isNew = await install(client, { ...given, id });
        console.log(`${id} ${isNew ? "is now" : "was already"} installed in ${given.environment}.`);
      }),
    );
  add(program, "uninstall", "remove an integration from an environment")
    .addOption(environmentOption())
    .argument("<id>", "the integration", toUuid)
    .action((id: string, given: InstallationOptions) =>
      onDatabase(given, async (client) => {
        const wasInstalled = await uninstall(client, { ...given, id });
        console.log(`${id} ${wasInstalled ? "is no longer" : "was not"} installed in ${given.environment}.`);
      }),
    );
}

function addTokenCommands(tokens: Command): void {
  addEnvironment(add(tokens, "create", "create a token, and print it once"))
    .addOption(
      new Option("--kind <kind>", "a limited token may not call the endpoint")
        .choices(["api", "limited"])
        .default("api"),
    )
    .addOption(new Option("--expires-in <seconds>", "when it expires (default: never)").argParser(toSeconds))
    .action((given: DatabaseOptions & NewToken) =>
      onDatabase(given, async (client) => {
        const { id, token } = await createToken(client, given);
        console.error(`Created the token ${id}. It will not be shown again:`);
        console.log(token);
      }),
    );
  add(tokens, "list", "list all tokens").action((given: DatabaseOptions) =>
    onDatabase(given, async (client) => {
      for (const token of await listTokens(client)) console.log(JSON.stringify(token));
    }),
  );
  add(tokens, "revoke", "revoke a token immediately")
    .argument("<id>", "its id", toUuid)
    .action((id: string, given: DatabaseOptions) =>
      onDatabase(given, async (client) => {
        await revokeToken(client, id);
        console.log(`Revoked the token ${id}.`);
      }),
    );
}

function add(parent: Command, name: string, description: string): Command {
  return addDatabaseOptions(parent.command(name).description(description));
}

function addEnvironment(command: Command): Command {
  return command
    .addOption(environmentOption())
    .addOption(
      new Option("--team <team>", "create the environment for this team if it does not exist").argParser(toUuid),
    );
}

function environmentOption(): Option {
  return new Option("--environment <id>", "the environment").argParser(toUuid).makeOptionMandatory();
}

/**
 * Runs a command on the chosen database. Only some commands fill a new one; for the others, it is a typing error. The
 * embedded database is migrated first, and the command hears what was applied.
 */
async function onDatabase(
  given: DatabaseOptions,
  run: (client: Client, applied: string[]) => Promise<void>,
  { mayBeNew = false }: { mayBeNew?: boolean } = {},
): Promise<void> {
  checkDatabaseOptions(given);
  if (given.databaseUrl === undefined && given.data === undefined)
    throw new ProviderError("there is no database. Give its folder with --data, or its address with DATABASE_URL.", 2);
  if (given.data !== undefined && !mayBeNew && !(await hasData(given.data)))
    throw new ProviderError(`--data is ${given.data}, where there is no database. Start the provider there first.`, 2);
  const database = await openDatabase(given);
  try {
    const applied = database.embedded ? await withClient(database, migrate) : [];
    await withClient(database, (client) => run(client, applied));
  } finally {
    await database.close();
  }
}

async function readInput(file: string): Promise<string> {
  const reading = file === "-" ? buffer(process.stdin) : readFile(file);
  const bytes = await reading.catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new ProviderError(`${file} cannot be read: ${code === "ENOENT" ? "it does not exist" : message}.`, 2);
  });
  if (isUtf8(bytes)) return bytes.toString();
  throw new ProviderError(`${file} is not in UTF-8. Save it in this encoding.`);
}

function report(imported: Imported[]): void {
  for (const { id, name, removed, unknown, unknownEnvironments } of imported) {
    console.log(`Stored ${JSON.stringify(name)} (${id}).`);
    for (const pointer of removed) console.log(`  removed the secret ${toLine(pointer)}`);
    for (const pointer of unknown)
      console.log(`  kept ${toLine(pointer)}, which the contract does not know: is it a secret?`);
    for (const environment of unknownEnvironments)
      console.log(`  not installed in ${environment}, which does not exist: use install --team, or --environments-of`);
  }
}

/** A key of an imported file may contain control characters. */
function toLine(pointer: string): string {
  return JSON.stringify(pointer).slice(1, -1);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function toUuid(value: string): string {
  if (uuid.test(value)) return value.toLowerCase();
  throw new InvalidArgumentError("Give a uuid.");
}

function toSeconds(value: string): number {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number of seconds, such as 3600.");
}
