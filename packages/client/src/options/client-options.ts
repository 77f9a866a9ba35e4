import { contractServer } from "../generated/server.ts";
import { checkBaseUrl, checkOptions, checkToken } from "./check-options.ts";
import type { Hooks } from "./hooks.ts";
import { mergeHeaders } from "./merge-headers.ts";
import { check } from "./check-value.ts";

/** A token, or a function that returns one. It is called for each call, and once more after a 401. */
export type TokenSource = string | (() => string | Promise<string>);

/** What a `fetch` is called with beside the address. */
export interface FetchInit {
  /** In capitals. */
  method: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Ends the request. */
  signal: AbortSignal;
  /**
   * The serialized body: JSON in a string, unless the call passes a FormData or a `bodySerializer`. Typed by what every
   * implementation of `fetch` takes.
   */
  body?: string | URLSearchParams;
}

/** What this client needs of a response; that of every implementation of `fetch` has it. */
export interface FetchedResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: {
    get(name: string): string | null;
    forEach(visit: (value: string, name: string) => void): void;
  };
  text(): Promise<string>;
}

/** Sends a request: the runtime's `fetch`, or any function that can be called like it. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchedResponse>;

export interface ClientOptions extends Hooks {
  /** The API token, without `Bearer`, or a function that returns it. */
  token: TokenSource;
  /**
   * The address of the API: absolute, http or https, with or without a path.
   *
   * @default the server named in the contract
   */
  baseUrl?: string | undefined;
  /**
   * Sends each request, for proxies and tests. It must not throw before it returns a promise.
   *
   * @default the runtime's `fetch`
   * @example
   * createClient({ token, fetch: (url, init) => fetch(url, { ...init, cache: "no-store" }) });
   */
  fetch?: Fetch | undefined;
  /**
   * How many times to retry after a transient failure: 408, 429, 500, 502, 503, 504, no connection, a timeout, or a
   * body that breaks off. Any whole number from 0. POST and PATCH are repeated only if the request was certainly not
   * processed, unless the call itself passes `retries`.
   *
   * @default 2
   */
  retries?: number | undefined;
  /**
   * Milliseconds that one attempt may take, its body included.
   *
   * @default 10000
   */
  timeoutMs?: number | undefined;
  /**
   * Milliseconds that a call may take over all attempts and pauses, a stream that it returns included. May be below
   * `timeoutMs`.
   *
   * @default 60000
   */
  deadlineMs?: number | undefined;
  /**
   * Headers of every request; those of a call win. `authorization` is refused: pass the API token as `token`.
   *
   * @default {}
   */
  headers?: Record<string, string> | undefined;
  /**
   * The path to call instead of `/integrations/{id}`, for servers that have it elsewhere. The vendor's SDKs and CLI call
   * `/integration/{id}`.
   *
   * @default the contract's path
   */
  integrationPath?: `/${string}{id}${string}` | undefined;
}

/** The options with their defaults filled in. */
export interface Settings extends Hooks {
  token: TokenSource;
  baseUrl: string;
  fetch: Fetch;
  retries: number;
  timeoutMs: number;
  deadlineMs: number;
  headers: Record<string, string>;
  integrationPath?: string | undefined;
}

/** Fills in the defaults, and refuses what cannot work. */
export function normalizeOptions(options: ClientOptions): Settings {
  const { token, baseUrl = contractServer, integrationPath, headers = {} } = options;
  // The global one is looked up at each call, as tests and tracers replace it at any time.
  const { fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const { retries = 2, timeoutMs = 10_000, deadlineMs = 60_000 } = options;

  if (typeof token !== "function") checkToken(token);
  const isPath = integrationPath === undefined || /^\/[^?#{}]*\{id\}[^?#{}]*$/.test(integrationPath);
  check("integrationPath", integrationPath, isPath, "Start it with / and use no parameter but {id}.");
  mergeHeaders(headers);
  const settings = { ...options, fetch, retries, timeoutMs, deadlineMs, headers, baseUrl: checkBaseUrl(baseUrl) };
  checkOptions({ ...settings });
  return settings;
}
