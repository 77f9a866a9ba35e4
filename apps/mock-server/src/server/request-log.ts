import type { IncomingMessage } from "node:http";
import type { LoadedContract } from "../contract/load-contract.ts";
import { readSecrets, readTarget } from "./read-request.ts";

export type LogFormat = "pretty" | "json" | "silent";

/** A request and its response. No token is in it. */
export interface LoggedRequest {
  /** When the response was sent, in ISO 8601. */
  time: string;
  method: string;
  /** Without the values of unknown parameters. */
  url: string;
  /** The `x-request-id` of the request. */
  request_id?: string;
  /** 0 if the response is not sent. */
  status: number;
  scenario?: string;
  reason: string;
  ms: number;
}

export interface RequestLog {
  add(entry: LoggedRequest): void;
  /** The last hundred requests, the newest first, or those with an `x-request-id` among the last thousand. */
  latest(requestId?: string): LoggedRequest[];
  clear(): void;
  /** Reports an event that is not a request. Only the pretty log shows it. */
  notice(text: string): void;
  /** Reports something that people have to mend. */
  problem(text: string): void;
  /** Writes the lines that are still gathered. */
  flush(): void;
}

const mostKept = 1000;
const mostListed = 100;
/** How long lines are gathered, because a write to a pipe blocks everything else. */
const gatherMs = 10;

/** Keeps the last requests, and writes a line for each. */
export function createRequestLog(format: LogFormat, write: (text: string) => void): RequestLog {
  let kept: LoggedRequest[] = [];
  let pending: string[] = [];

  const flush = (): void => {
    if (pending.length === 0) return;
    const lines = pending;
    pending = [];
    write(`${lines.join("\n")}\n`);
  };

  return {
    add(entry) {
      kept.push(entry);
      if (kept.length > mostKept) kept.shift();
      if (format === "silent") return;
      if (pending.length === 0) setTimeout(flush, gatherMs);
      pending.push(format === "json" ? JSON.stringify(entry) : toLine(entry));
    },
    latest(requestId) {
      const found =
        requestId === undefined ? kept.slice(-mostListed) : kept.filter((one) => one.request_id === requestId);
      return found.toReversed();
    },
    clear() {
      kept = [];
    },
    notice(text) {
      if (format === "pretty") write(`${text}\n`);
    },
    problem(text) {
      if (format === "pretty") write(`${text}\n`);
      else console.error(text);
    },
    flush,
  };
}

function toLine({ method, url, status, scenario, reason, ms }: LoggedRequest): string {
  return `${status} ${method} ${url}  ${scenario ?? "-"} (${reason}) ${ms.toFixed(1)} ms`;
}

/** What a log may show of a request. */
export function describeRequest(
  request: IncomingMessage,
  { knownParameters, credentialNames }: LoadedContract,
): Pick<LoggedRequest, "method" | "url" | "request_id"> {
  const { method = "GET", url = "/", headers } = request;
  const secrets = readSecrets(request, credentialNames);
  const spelled = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const withoutSecrets = (text: string): string => spelled.reduce((cut, secret) => cut.replaceAll(secret, "…"), text);

  const { path, search } = readTarget(url);
  const id = headers["x-request-id"];
  return {
    method,
    url: encode(withoutSecrets(toShownUrl(path, search, knownParameters))).slice(0, 500),
    ...(id !== undefined && { request_id: withoutSecrets(String(id)).slice(0, 200) }),
  };
}

function toShownUrl(path: string, search: string, known: Set<string>): string {
  if (search === "") return path;
  const pairs = search.split("&").map((pair) => {
    const [name = ""] = pair.split("=");
    return known.has(name) || !pair.includes("=") ? pair : `${name}=…`;
  });
  return `${path}?${pairs.join("&")}`;
}

function encode(text: string): string {
  return text.replaceAll(/[^\x21-\x7e…]/g, (character) => encodeURIComponent(character));
}
