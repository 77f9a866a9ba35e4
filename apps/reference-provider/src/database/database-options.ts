import { type Command, Option } from "commander";
import { ProviderError } from "../provider-error.ts";
import type { DatabaseOptions } from "./open-database.ts";

/** Adds the options that choose a database. */
export function addDatabaseOptions(command: Command): Command {
  return command
    .addOption(new Option("--database-url <url>", "a PostgreSQL server").env("DATABASE_URL"))
    .option("--data <folder>", "the folder of the embedded PostgreSQL; it is made if it does not exist");
}

/** Checks the options that choose a database. */
export function checkDatabaseOptions({ databaseUrl, data }: DatabaseOptions): void {
  checkUrl("--database-url (DATABASE_URL)", databaseUrl, databaseProtocols);
  if (databaseUrl !== undefined && data !== undefined)
    throw new ProviderError(`--data ${data} and --database-url (DATABASE_URL) are both given. Give one of them.`, 2);
  if (data === "") throw new ProviderError('--data is "". Give a folder, such as ./provider-data.', 2);
}

export const databaseProtocols: string[] = ["postgres", "postgresql"];

/** Checks an address, without quoting it, because it can contain a password. */
export function checkUrl(option: string, url: string | undefined, protocols: string[]): void {
  if (url === undefined) return;
  if (!protocols.some((protocol) => url.startsWith(`${protocol}://`)))
    throw new ProviderError(`${option} is not an address that starts with ${protocols.join(":// or ")}://.`, 2);
  // PostgreSQL's addresses may leave out the host after the user.
  if (URL.canParse(url.replace(/@(?=\/)/, "@localhost"))) return;
  const advice = "Write special characters of the password in percent encoding, such as %23 for #.";
  throw new ProviderError(`${option} is not a valid address. ${advice}`, 2);
}
