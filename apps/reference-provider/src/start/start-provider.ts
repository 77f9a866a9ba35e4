import { type CatalogueOperation, catalogue } from "@integrations-api/scenarios";
import type { EmbeddedPostgres } from "../database/embedded-postgres.ts";
import { migrate } from "../database/migrate.ts";
import { type Database, openDatabase, withClient } from "../database/open-database.ts";
import { createReadDatabase } from "../database/read-database.ts";
import { createRateLimit, declaredLimit } from "../service/rate-limit.ts";
import { createRequestLog, type RequestLog } from "../service/request-log.ts";
import { servedPart } from "../service/served-operation.ts";
import { type Service, startService } from "../service/start-service.ts";
import type { createLocalAccess, LocalAccess } from "./local-access.ts";
import type { StartOptions } from "./start-options.ts";

export interface Provider {
  url: string;
  /** Only with the embedded database: a token, and the absolute path of a target file for the contract tests. */
  access: { token: string; target: string } | undefined;
  /** Resolves, after a report, if the embedded database ends by itself. */
  failed: Promise<unknown>;
  /** Resolves when the requests in progress have their responses, and everything has ended. */
  close(): Promise<void>;
}

/** Starts the provider, with the embedded database or another one, and resolves when it responds. */
export async function startProvider(options: StartOptions): Promise<Provider> {
  const log = createRequestLog(options.log);
  const { served: operation, others } = servedPart(catalogue);
  for (const { operationId } of others)
    log.problem(`The contract has ${operationId}, which this provider does not serve.`);

  const closing = new AsyncDisposableStack();
  closing.defer(() => log.flush());
  try {
    const database = closing.adopt(await openDatabase(options), ({ close }) => close());
    const { embedded } = database;
    if (options.migrate || embedded) await withClient(database, migrate);

    const access = embedded && (await openLocalAccess(database, { folder: embedded.folder, operation }));
    // The database may be what failed.
    closing.defer(() => access?.end().catch((error: Error) => log.problem(error.message)));

    const service = closing.adopt(await serve(database, { operation, options, log }), ({ close }) => close());
    const { url } = service;
    const target = await access?.writeTarget(url);
    return {
      url,
      access: access && target !== undefined ? { token: access.token, target } : undefined,
      failed: reportFailure(embedded, log),
      close: () => closing.disposeAsync(),
    };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function reportFailure(embedded: EmbeddedPostgres | undefined, log: RequestLog): Promise<void> {
  const reason = await (embedded?.failed ?? new Promise(() => undefined));
  log.problem(`The embedded PostgreSQL does not run any more: ${String(reason)}.`);
}

/** Loads what only the embedded database needs. */
async function openLocalAccess(...given: Parameters<typeof createLocalAccess>): Promise<LocalAccess> {
  const module = await import("./local-access.ts");
  return module.createLocalAccess(...given);
}

async function serve(
  { url }: Database,
  { operation, options, log }: { operation: CatalogueOperation; options: StartOptions; log: RequestLog },
): Promise<Service> {
  const { databaseReadUrl, redisUrl } = options;
  const onProblem = (problem: string): void => log.problem(problem);

  const closing = new AsyncDisposableStack();
  try {
    const urls = new Map([
      ...(databaseReadUrl === undefined ? [] : [["DATABASE_READ_URL", databaseReadUrl] as const]),
      ["DATABASE_URL", url],
    ]);
    const database = closing.adopt(createReadDatabase({ ...options, urls, onProblem }), ({ close }) => close());
    const limit = options.rateLimit === "declared" ? declaredLimit(operation) : options.rateLimit;
    const rateLimit = limit && (await createRateLimit({ limit, redisUrl, onProblem }));
    closing.defer(() => rateLimit?.close());
    const service = await startService({ ...options, operation, database, rateLimit, log });
    closing.defer(() => service.close());
    return { url: service.url, close: () => closing.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}
