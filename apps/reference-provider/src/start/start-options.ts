import { Command, InvalidArgumentError, Option } from "commander";
import { checkDatabaseOptions, checkUrl, databaseProtocols } from "../database/database-options.ts";
import type { DatabaseOptions } from "../database/open-database.ts";
import { ProviderError } from "../provider-error.ts";
import type { Limit } from "../service/rate-limit.ts";
import type { LogFormat } from "../service/request-log.ts";

export interface StartOptions extends DatabaseOptions {
  port: number;
  host: string;
  log: LogFormat;
  databaseReadUrl?: string;
  poolSize: number;
  connectTimeoutMs: number;
  queryTimeoutMs: number;
  isPrepared: boolean;
  migrate: boolean;
  /** That of the contract, another one, or none. */
  rateLimit: Limit | "declared" | undefined;
  redisUrl?: string;
  drainMs: number;
}

/** Adds the options of `start`. Each can also be given in the environment. */
export function addStartOptions(command: Command): Command {
  const option = (flags: string, description: string, name: string): Option => new Option(flags, description).env(name);
  return command
    .addOption(
      option("-p, --port <n>", "the port to listen on; 0 picks a free one", "PORT").argParser(toPort).default(4020),
    )
    .addOption(
      option("--host <name>", "the address to listen on", "PROVIDER_HOST").argParser(toHost).default("127.0.0.1"),
    )
    .addOption(
      option("--log <format>", "the log", "PROVIDER_LOG").choices(["pretty", "json", "silent"]).default("pretty"),
    )
    .addOption(option("--database-read-url <url>", "a replica to read from", "DATABASE_READ_URL"))
    .addOption(
      option("--pool-size <n>", "connections to each database at most", "DATABASE_POOL_SIZE")
        .argParser(toCount)
        .default(10),
    )
    .addOption(
      option("--connect-timeout <ms>", "how long to wait for a connection", "DATABASE_CONNECT_TIMEOUT_MS")
        .argParser(toCount)
        .default(1000),
    )
    .addOption(
      option("--query-timeout <ms>", "how long to wait for a result", "DATABASE_QUERY_TIMEOUT_MS")
        .argParser(toCount)
        .default(500),
    )
    .addOption(
      option("--prepare <on|off>", "off for a pgbouncer older than 1.21", "DATABASE_PREPARE")
        .choices(["on", "off"])
        .default("on"),
    )
    .addOption(
      option("--migrate <on|off>", "whether to migrate the database first", "PROVIDER_MIGRATE")
        .choices(["on", "off"])
        .default("on"),
    )
    .addOption(
      option(
        "--rate-limit <n/s>",
        "requests of a token: 500/10s, or off (default: the contract's)",
        "PROVIDER_RATE_LIMIT",
      ).argParser(toLimit),
    )
    .addOption(option("--redis-url <url>", "where several instances count together", "REDIS_URL"))
    .addOption(
      option("--drain <ms>", "how long to accept connections after SIGTERM", "PROVIDER_DRAIN_MS")
        .argParser(toDuration)
        .default(0),
    );
}

/** What commander reads, and what is checked without quoting a value, because an address can contain a password. */
interface GivenOptions extends Omit<
  StartOptions,
  "connectTimeoutMs" | "queryTimeoutMs" | "isPrepared" | "migrate" | "drainMs" | "rateLimit"
> {
  connectTimeout: number;
  queryTimeout: number;
  prepare: "on" | "off";
  migrate: "on" | "off";
  rateLimit?: Limit | "off";
  drain: number;
}

/** Checks and completes the options of `start`. */
export function toStartOptions(given: object): StartOptions {
  const {
    connectTimeout,
    queryTimeout,
    prepare,
    migrate,
    rateLimit = "declared",
    drain,
    ...rest
  } = given as GivenOptions;
  checkDatabaseOptions(rest);
  checkUrl("--database-read-url (DATABASE_READ_URL)", rest.databaseReadUrl, databaseProtocols);
  checkRedisUrl(rest.redisUrl);
  return {
    ...rest,
    connectTimeoutMs: connectTimeout,
    queryTimeoutMs: queryTimeout,
    isPrepared: prepare === "on",
    migrate: migrate === "on",
    rateLimit: rateLimit === "off" ? undefined : rateLimit,
    drainMs: drain,
  };
}

function checkRedisUrl(url: string | undefined): void {
  const option = "--redis-url (REDIS_URL)";
  checkUrl(option, url, ["redis", "rediss"]);
  const path = url === undefined ? "" : new URL(url).pathname;
  if (!/^\/?\d*$/.test(path))
    throw new ProviderError(`${option} names the database "${path.slice(1)}". Give its number, such as 0, or none.`, 2);
}

function toPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 0 (a free port) to 65535.");
}

function toHost(value: string): string {
  if (value !== "") return value;
  throw new InvalidArgumentError("Give an address, such as 127.0.0.1, or 0.0.0.0 for all of this machine.");
}

function toCount(value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 1 to 999999.");
}

function toDuration(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give milliseconds, such as 5000.");
}

function toLimit(value: string): Limit | "off" {
  if (value === "off") return value;
  const [, requests, seconds] = /^([1-9]\d{0,8})\/([1-9]\d{0,4})s$/.exec(value) ?? [];
  if (requests && seconds) return { requests: Number(requests), seconds: Number(seconds) };
  throw new InvalidArgumentError("Give requests and seconds, such as 500/10s, or off.");
}
