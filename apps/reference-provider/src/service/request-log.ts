export type LogFormat = "pretty" | "json" | "silent";

/** A request and its response. Neither a token nor any other text of the request's own is in it. */
export interface LoggedRequest {
  /** When the response was sent, in ISO 8601. */
  time: string;
  /** The `x-request-id` of the request, or a new one. */
  request_id: string;
  method: string;
  /** Missing if the contract has none for the request. */
  operation?: string;
  /** The values of its parameters that keep the contract, by name. */
  parameters?: Record<string, string>;
  /** Which token it was, if it is a valid one. */
  token_id?: string;
  status: number;
  /** Why, if it is not a success. */
  reason?: string;
  ms: number;
}

export interface RequestLog {
  add(entry: LoggedRequest): void;
  /** Reports something that people have to mend. */
  problem(text: string): void;
  /** Writes the lines that are still gathered. */
  flush(): void;
}

/** How long lines are gathered, because a write to a pipe blocks everything else. */
const gatherMs = 10;

/** Writes a line for each request to standard output, and problems to standard error. */
export function createRequestLog(format: LogFormat): RequestLog {
  let lines: string[] = [];
  let isLost = false;
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (!isLost) console.error(`The log cannot be written any more (${code}). The provider keeps responding.`);
    isLost = true;
  });

  const flush = (): void => {
    if (lines.length > 0 && !isLost) process.stdout.write(`${lines.join("\n")}\n`);
    lines = [];
  };
  return {
    add(entry) {
      if (format === "silent") return;
      if (lines.length === 0) setTimeout(flush, gatherMs).unref();
      lines.push(format === "json" ? JSON.stringify(entry) : toLine(entry));
    },
    problem(text) {
      console.error(format === "json" ? JSON.stringify({ time: new Date().toISOString(), problem: text }) : text);
    },
    flush,
  };
}

function toLine({ status, method, operation, parameters, reason, ms, request_id }: LoggedRequest): string {
  const values = Object.entries(parameters ?? {}).map(([name, value]) => `${name}=${value}`);
  const what = [method, operation ?? "-", ...values].join(" ");
  return `${status} ${what}${reason ? ` (${reason})` : ""} ${ms.toFixed(1)} ms, request ${request_id}`;
}
