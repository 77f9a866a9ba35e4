import { ArgumentError } from "./errors.ts";
import { contractServer } from "./generated/server.ts";
import type { Hooks } from "./hooks.ts";
import { wrongValue } from "./wrong-value.ts";

/** A token, or what gives one: it is asked for each call, and once more after a 401. */
export type TokenSource = string | (() => string | Promise<string>);

export interface ClientOptions extends Hooks {
  /** The API token, without `Bearer`, or a function that gives it. */
  token: TokenSource;
  /**
   * Where the API is: absolute, http or https, with or without a path.
   *
   * @default the server named in the contract
   */
  baseUrl?: string;
  /**
   * What sends a request, for tests and proxies.
   *
   * @default the runtime's `fetch`
   */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * How many further attempts follow a first that failed in passing: 408, 429, 500, 502, 503, 504, no connection,
   * a timeout, or a body that breaks off. Any whole number from 0.
   *
   * @default 2
   */
  retries?: number;
  /**
   * Milliseconds that one attempt may take, its body included.
   *
   * @default 10000
   */
  timeoutMs?: number;
  /**
   * Milliseconds that a call may take over all attempts and pauses. May be below `timeoutMs`.
   *
   * @default 60000
   */
  deadlineMs?: number;
  /**
   * The path of the one call that this contract describes, for servers that have it elsewhere. The vendor's SDKs and
   * CLI call `/integration/{id}`. The mock serves the contract's path only.
   *
   * @default the contract's path
   */
  integrationPath?: `/${string}{id}${string}`;
}

export type Settings = Required<
  Pick<ClientOptions, "token" | "baseUrl" | "fetch" | "retries" | "timeoutMs" | "deadlineMs">
> &
  Pick<ClientOptions, "integrationPath"> &
  Hooks;

const longestTimer = 2_147_483_647;

/** Fills in the defaults, and refuses what cannot work. */
export function normalizeOptions(options: ClientOptions): Settings {
  const { token, baseUrl = contractServer, retries = 2, timeoutMs = 10_000, deadlineMs = 60_000 } = options;
  const { integrationPath, fetch = (request) => globalThis.fetch(request) } = options;

  if (typeof token !== "function") checkToken(token);
  checkNumber("retries", retries, 0, Number.MAX_SAFE_INTEGER);
  checkNumber("timeoutMs", timeoutMs, 1, longestTimer);
  checkNumber("deadlineMs", deadlineMs, 1, longestTimer);
  for (const name of ["fetch", "onRequest", "onResponse", "onRetry", "onError"] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== "function") throw wrongValue(name, value, "Pass a function.");
  }
  if (integrationPath !== undefined && !/^\/[^?#]*\{id\}[^?#]*$/.test(integrationPath)) {
    throw wrongValue("integrationPath", integrationPath, "Start it with / and put {id} in it.");
  }
  return { ...options, baseUrl: toBaseUrl(baseUrl), fetch, retries, timeoutMs, deadlineMs };
}

/** Refuses a token that no header can carry, without showing it. */
export function checkToken(token: unknown): asserts token is string {
  if (typeof token === "string" && /^[\x21-\x7e]+$/.test(token)) return;
  throw new ArgumentError("token is wrong. Pass it without `Bearer`, spaces or line breaks.");
}

function checkNumber(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw wrongValue(name, value, `Pass a whole number from ${least} to ${most}.`);
}

function toBaseUrl(value: unknown): string {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrongValue("baseUrl", value, "Pass an absolute http or https address.");
  // The value is not shown, as it holds a password.
  if (url.username || url.password) throw new ArgumentError("baseUrl holds a user name or password. Leave them out.");
  if (/[?#]/.test(url.href)) throw wrongValue("baseUrl", value, "Leave out query and fragment.");
  return url.href.replace(/\/+$/, "");
}
