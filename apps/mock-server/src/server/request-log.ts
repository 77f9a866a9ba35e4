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
