import type { LogFormat } from "./request-log.ts";

export interface MockServerOptions {
  /**
   * The port to listen on; 0 picks a free one.
   *
   * @default 0
   */
  port?: number | undefined;
  /**
   * The address to listen on.
   *
   * @default "127.0.0.1"
   */
  host?: string | undefined;
  /**
   * Names under which the pages of the mock respond, beside `localhost` and the host: `/__mock/requests` and so on. The
   * API and `/__mock/health` respond under any name.
   *
   * @default []
   */
  allowHosts?: string[] | undefined;
  /**
   * The file of an OpenAPI 3 document.
   *
   * @default the contract that this package comes with
   */
  contract?: string | undefined;
  /**
   * Additional paths that serve operations, by the path in the contract.
   *
   * @example { "/integrations/{id}": "/integration/{id}" }
   */
  pathAliases?: Record<string, string> | undefined;
  /**
   * Milliseconds to wait before every response, or the bounds of a random time.
   *
   * @default 0
   */
  latency?: number | { min: number; max: number } | undefined;
  /**
   * Multiplies the delays of scenarios and the seconds of `retry-after`. With 0, nothing waits.
   *
   * @default 1
   */
  timeScale?: number | undefined;
  /**
   * Whether to apply changes to the contract's file. A contract that cannot be used is not applied.
   *
   * @default false
   */
  watch?: boolean | undefined;
  /**
   * How each request is logged.
   *
   * @default "silent"
   */
  log?: LogFormat | undefined;
  /**
   * Where the log goes, in whole lines.
   *
   * @default standard output
   */
  write?: ((text: string) => void) | undefined;
}

/** Refuses what TypeScript accepts, or what only JavaScript can pass. */
export function checkOptions(options: MockServerOptions): void {
  const { port = 0, host = "127.0.0.1", latency = 0, timeScale = 1, log = "silent" } = options;
  const { min, max } = typeof latency === "object" ? latency : { min: latency, max: latency };

  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw wrongOption("port", port, "Give a whole number from 0 (a free port) to 65535.");
  if (typeof host !== "string" || host === "") throw wrongOption("host", host, "Give an address, such as 127.0.0.1.");
  if (!Number.isFinite(min) || !Number.isFinite(max) || min < 0 || min > max)
    throw wrongOption("latency", latency, "Give milliseconds, or the bounds { min, max } of a random time.");
  if (!Number.isFinite(timeScale) || timeScale < 0)
    throw wrongOption("timeScale", timeScale, "Give a number of at least 0.");
  if (!["pretty", "json", "silent"].includes(log)) throw wrongOption("log", log, "Give pretty, json or silent.");
}

function wrongOption(name: string, value: unknown, advice: string): Error {
  return new Error(`${name} is ${JSON.stringify(value) ?? String(value)}. ${advice}`);
}
