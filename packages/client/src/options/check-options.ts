import { attempt } from "../errors/attempt.ts";
import { ArgumentError } from "../errors/errors.ts";
import { check } from "./check-value.ts";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** The longest delay that a timer supports, in milliseconds. */
const most = 2_147_483_647;

/** The options that a client and a call have in common. */
export interface CheckedOptions {
  [name: string]: unknown;
  signal?: AbortSignal | null | undefined;
}

/** Rejects invalid options of a client or a call. */
export function checkOptions(options: CheckedOptions): void {
  for (const name of ["retries", "timeoutMs", "deadlineMs"]) {
    const value = options[name];
    const least = name === "retries" ? 0 : 1;
    const isWhole = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
    check(name, value, value === undefined || isWhole, `Pass a whole number from ${least} to ${most}.`);
  }
  for (const name of [
    "fetch",
    "onRequest",
    "onResponse",
    "onViolations",
    "onRetry",
    "onError",
    "querySerializer",
    "validate",
  ]) {
    const value = options[name];
    check(name, value, value === undefined || typeof value === "function", "Pass a function.");
  }
  const { signal } = options;
  const isSignal = !signal || (typeof signal.aborted === "boolean" && signal.addEventListener);
  check("signal", signal, isSignal, "Pass an AbortSignal.");
}

/** Rejects a token that cannot be sent in a header, without showing it. */
export function checkToken(token: unknown): asserts token is string {
  if (typeof token !== "string") throw new ArgumentError("token is not a string. Pass the API token.");
  if (!token.trim()) throw new ArgumentError("token is empty. Is its variable set?");
  if (/[^\x21-\x7e]/.test(token)) {
    throw new ArgumentError("token is malformed. Pass it without `Bearer`, spaces or line breaks.");
  }
}

export function checkUuid(name: string, value: unknown): void {
  check(name, value, typeof value === "string" && uuid.test(value), "Pass a uuid.");
}

/** Rejects an invalid base URL, and returns a valid one without trailing slashes. */
export function checkBaseUrl(value: unknown): string {
  // `URL.canParse` is missing in Safari 16 and React Native.
  const href = attempt(() => new URL(value as string).href) ?? "";
  if (href.includes("@") || (typeof value === "string" && value.includes("@"))) {
    // The value is not shown, because it contains a password.
    throw new ArgumentError("baseUrl contains a user name or password. Leave them out.");
  }
  check("baseUrl", value, /^https?:/.test(href), "Pass an http or https address.");
  check("baseUrl", value, !/[?#]/.test(href), "Leave out query and fragment.");
  return href.replace(/\/+$/, "");
}
