import pg from "pg";
import { ProviderError } from "../provider-error.ts";
import { type EmbeddedPostgres, embeddedUrl, startEmbedded } from "./embedded-postgres.ts";

export interface DatabaseOptions {
  /** A PostgreSQL server. Without it, the embedded one is started. */
  databaseUrl?: string | undefined;
  /** The folder of the embedded one. Without it, the data is in a temporary folder. */
  data?: string | undefined;
}

export interface Database {
  /** Its address, which may contain a password. */
  url: string;
  embedded: EmbeddedPostgres | undefined;
  close(): Promise<void>;
}

/** Finds or starts the database. */
export async function openDatabase({ databaseUrl, data }: DatabaseOptions): Promise<Database> {
  if (databaseUrl !== undefined) return { url: databaseUrl, embedded: undefined, close: async () => undefined };
  const embedded = await startEmbedded(data);
  return { url: embeddedUrl(embedded.socketFolder), embedded, close: () => embedded.stop() };
}

/** Connects once, for a command. */
export async function withClient<Result>(
  { url }: Pick<Database, "url">,
  run: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = createClient(url);
  await client.connect().catch((error: Error) => {
    throw new ProviderError(
      `the database does not respond (${error.message}). Check its address, or start the server.`,
    );
  });
  try {
    return await run(client);
  } catch (error) {
    if (Object(error).code !== undefinedTable) throw error;
    throw new ProviderError("the database does not have the provider's tables yet. Run migrate first.");
  } finally {
    await client.end().catch(() => undefined);
  }
}

const undefinedTable = "42P01";

function createClient(url: string): pg.Client {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    // The statement that is running rejects as well.
    return client.on("error", () => undefined);
  } catch (error) {
    // Such as a certificate that the address names and that cannot be read.
    throw new ProviderError(`DATABASE_URL cannot be used: ${(error as Error).message}.`, 2);
  }
}
