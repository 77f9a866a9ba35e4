import { contractServer } from "../generated/server.ts";
import { checkBaseUrl, checkOptions, checkToken } from "./check-options.ts";
import type { Hooks } from "./hooks.ts";
import { mergeHeaders } from "./merge-headers.ts";
import { check } from "./check-value.ts";
import type { Validate } from "./validate.ts";

/** A token, or a function that returns one. The function is called for each call, and once more after a 401. */
export type TokenSource = string | (() => string | Promise<string>);

/** The second argument of `fetch`, after the URL. */
export interface FetchInit {
  /** In upper case. */
  method: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Aborts the request. */
  signal: AbortSignal;
  /**
   * The serialized body: a JSON string, unless the call passes a FormData or a `bodySerializer`. Typed as what every
   * implementation of `fetch` accepts.
   */
  body?: string | URLSearchParams;
}

/** The part of a response that this client needs; every implementation of `fetch` has it. */
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
   * The address of the API: an absolute http or https URL, with or without a path.
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
   * How many times to retry after a transient failure: 408, 429, 500, 502, 503, 504, no connection, a timeout or a
   * truncated body. Any whole number from 0. POST and PATCH are repeated only if the request was certainly not
   * processed, unless the call itself passes `retries`.
   *
   * @default 2
   */
  retries?: number | undefined;
  /**
   * The time limit for one attempt in milliseconds, including its body.
   *
   * @default 10000
   */
  timeoutMs?: number | undefined;
  /**
   * The time limit for a call in milliseconds, including all attempts, pauses and a stream that it returns. May be less
   * than `timeoutMs`.
   *
   * @default 60000
   */
  deadlineMs?: number | undefined;
  /**
   * Headers of every request; a call's headers win. `authorization` is refused: pass the API token as `token`.
   *
   * @default {}
   */
  headers?: Record<string, string> | undefined;
  /**
   * The path to call instead of `/integrations/{id}`, for servers that use another one. The vendor's SDKs and CLI call
   * `/integration/{id}`.
   *
   * @default the contract's path
   */
  integrationPath?: `/${string}{id}${string}` | undefined;
  /**
   * Checks the JSON body of each response that the contract declares. Pass `validate` of `@integrations-api/explain`.
   * Violations go to `onViolations`, and the call returns what it would have returned.
   *
   * @default no check
   * @example
   * createClient({ token, validate, onViolations: ({ violations }) => console.warn(violations) });
   */
  validate?: Validate | undefined;
  /**
   * Whether a success in which `validate` finds a violation fails with a `MalformedResponseError`.
   *
   * @default false
   */
  strict?: boolean | undefined;
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
  validate?: Validate | undefined;
  strict?: boolean | undefined;
}

/** Fills in the defaults, and rejects invalid options. */
export function normalizeOptions(options: ClientOptions): Settings {
  const { token, baseUrl = contractServer, integrationPath, headers = {}, strict = false } = options;
  // The global `fetch` is looked up on each call, because tests and tracers may replace it at any time.
  const { fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const { retries = 2, timeoutMs = 10_000, deadlineMs = 60_000 } = options;

  if (typeof token !== "function") checkToken(token);
  const isPath = integrationPath === undefined || /^\/[^?#{}]*\{id\}[^?#{}]*$/.test(integrationPath);
  check("integrationPath", integrationPath, isPath, "Start it with / and use no parameter but {id}.");
  check("strict", strict, typeof strict === "boolean", "Pass true or false.");
  check("strict", strict, !strict || options.validate, "Pass `validate` as well, or leave it out.");
  mergeHeaders(headers);
  const settings = { ...options, fetch, retries, timeoutMs, deadlineMs, headers, baseUrl: checkBaseUrl(baseUrl) };
  checkOptions({ ...settings });
  return settings;
}
