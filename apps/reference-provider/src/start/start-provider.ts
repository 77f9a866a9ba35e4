import { catalogue } from "@integrations-api/scenarios";
import { migrate } from "../database/migrate.ts";
import { type Database, openDatabase, withClient } from "../database/open-database.ts";
import { createReadDatabase } from "../database/read-database.ts";
import { createRateLimit, declaredLimit } from "../service/rate-limit.ts";
import { createRequestLog, type RequestLog } from "../service/request-log.ts";
import { servedPart } from "../service/served-operation.ts";
import { type Service, startService } from "../service/start-service.ts";
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
  for (const { operationId } of others)
    log.problem(`The contract has ${operationId}, which this provider does not serve.`);

  const database = await openDatabase(options);
  const { embedded } = database;
  let service: Service | undefined;
  let access: LocalAccess | undefined;
  const close = async (): Promise<void> => {
    await service?.close();
    // The database may be what failed.
    if (access) await withClient(database, access.end).catch((error: Error) => log.problem(error.message));
    await database.close();
    log.flush();
  };
  try {
    await withClient(database, async (client) => {
      if (options.migrate) await migrate(client);
      if (embedded) await seedOnce(client, operation);
    });
    service = await serve(database, { options, log });
    const local = { operation, url: service.url };
    if (embedded)
      access = await withClient(database, (client) => createLocalAccess(client, { ...local, folder: embedded.folder }));
    return { url: service.url, access, failed: embedded?.failed ?? new Promise(() => undefined), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serve(
  { url }: Database,
  { options, log }: { options: StartOptions; log: RequestLog },
): Promise<Service> {
  const { databaseReadUrl, redisUrl } = options;
  const { served: operation } = servedPart(catalogue);
  const onProblem = (problem: string): void => log.problem(problem);

  const urls = databaseReadUrl === undefined ? [url] : [databaseReadUrl, url];
  const database = createReadDatabase({ ...options, urls, onProblem });
  const limit = options.rateLimit === "declared" ? declaredLimit(operation) : options.rateLimit;
  const rateLimit = limit && createRateLimit({ limit, redisUrl, onProblem });
  const closeConnections = async (): Promise<void> => {
    rateLimit?.close();
    await database.close();
  };
  try {
    const service = await startService({ ...options, operation, database, rateLimit, log });
    return { url: service.url, close: () => service.close().then(closeConnections) };
  } catch (error) {
    await closeConnections();
    throw error;
  }
}
