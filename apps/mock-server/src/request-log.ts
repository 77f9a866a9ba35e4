export type LogFormat = "pretty" | "json" | "silent";

/** What is told about a request. It holds no header and no token. */
export interface LoggedRequest {
  time: string;
  method: string;
  url: string;
  status: number;
  scenario?: string;
  reason: string;
  ms: number;
}

export interface RequestLog {
  add(entry: LoggedRequest): void;
  /** The last requests, the newest first. */
  latest(): LoggedRequest[];
  clear(): void;
  /** Writes what is still held back. */
  flush(): void;
}

const mostKept = 100;
/** How long lines are gathered: a write to a pipe holds up everything else. */
const gatherMs = 10;

/** Keeps the last requests, and writes a line for each; lines are gathered, as writing one by one is slow. */
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
    latest: () => kept.toReversed(),
    clear() {
      kept = [];
    },
    flush,
  };
}

function toLine({ method, url, status, scenario, reason, ms }: LoggedRequest): string {
  return `${status} ${method} ${url}  ${scenario ?? "-"} (${reason}) ${ms.toFixed(1)} ms`;
}

/** A URL that may be shown: unknown parameters lose their value, and secrets are cut out wherever they stand. */
export function toShownUrl(path: string, search: string, known: Set<string>, secrets: string[]): string {
  const shown = search.split("&").map((pair) => {
    const [name = ""] = pair.split("=");
    return known.has(name) || !pair.includes("=") ? pair : `${name}=…`;
  });
  const whole = search === "" ? path : `${path}?${shown.join("&")}`;
  const cut = secrets.reduce((url, secret) => url.replaceAll(secret, "…"), whole);
  return cut.replaceAll(/[^\x21-\x7e…]/g, (character) => encodeURIComponent(character)).slice(0, 500);
}
