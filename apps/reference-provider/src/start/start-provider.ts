import { catalogue } from "@integrations-api/scenarios";
import { openDatabase, withClient } from "../database/open-database.ts";
import { migrate } from "../database/migrate.ts";
import { createReadDatabase } from "../database/read-database.ts";
import { createRateLimit, declaredLimit } from "../service/rate-limit.ts";
import { createRequestLog } from "../service/request-log.ts";
import { servedPart } from "../service/served-operation.ts";
import { startService } from "../service/start-service.ts";
import { createLocalAccess, type LocalAccess, seedOnce } from "./local-access.ts";
import type { StartOptions } from "./start-options.ts";

export interface Provider {
  url: string;
  /** Only with the embedded database. */
  access: LocalAccess | undefined;
  /** Resolves to the reason if the embedded database ends by itself. */
  failed: Promise<string>;
  /** Resolves when the requests in progress have their responses, and everything has ended. */
  close(): Promise<void>;
}

/** Starts the provider, with the embedded database or another one, and resolves when it responds. */
export async function startProvider(options: StartOptions): Promise<Provider> {
  const { served: operation, others } = servedPart(catalogue);
  const log = createRequestLog(options.log);
  const onProblem = (problem: string): void => log.problem(problem);
  for (const { operationId } of others)
    log.problem(`The contract has ${operationId}, which this provider does not serve.`);

  const database = await openDatabase(options);
  const closing: (() => Promise<void> | void)[] = [() => database.close()];
  const close = async (): Promise<void> => {
    for (const end of closing.toReversed()) await end();
    log.flush();
  };
  try {
    const { embedded, url: databaseUrl } = database;
    await withClient(database, async (client) => {
      if (options.migrate) await migrate(client);
      if (embedded) await seedOnce(client, operation);
    });

    const urls = [...(options.databaseReadUrl === undefined ? [] : [options.databaseReadUrl]), databaseUrl];
    const read = createReadDatabase({ ...options, urls, onProblem });
    closing.push(() => read.close());
    const limit = options.rateLimit === "declared" ? declaredLimit(operation) : options.rateLimit;
    const rateLimit = limit && createRateLimit({ limit, redisUrl: options.redisUrl, onProblem });
    closing.push(() => rateLimit?.close());
    const service = await startService({ ...options, operation, database: read, rateLimit, log });
    closing.push(() => service.close());

    const access =
      embedded &&
      (await withClient(database, (client) =>
        createLocalAccess(client, { operation, url: service.url, folder: embedded.folder }),
      ));
    if (access) closing.push(() => withClient(database, (client) => access.end(client)));
    return { url: service.url, access, failed: embedded?.failed ?? new Promise(() => undefined), close };
  } catch (error) {
    await close();
    throw error;
  }
}
