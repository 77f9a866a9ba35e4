import type { MockServerOptions } from "./start-mock-server.ts";

/** Refuses what only plain JavaScript can pass, and what no machine has. */
export function checkOptions({ port = 0, host = "127.0.0.1", latency = 0, log = "silent" }: MockServerOptions): void {
  const { min, max } = typeof latency === "object" ? latency : { min: latency, max: latency };

  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw wrongOption("port", port, "Give a whole number from 0 (a free port) to 65535.");
  }
  if (typeof host !== "string" || host === "") throw wrongOption("host", host, "Give an address, such as 127.0.0.1.");
  if (!Number.isFinite(min) || !Number.isFinite(max) || min < 0 || min > max) {
    throw wrongOption("latency", latency, "Give milliseconds, or the bounds { min, max } of a random time.");
  }
  if (!["pretty", "json", "silent"].includes(log)) throw wrongOption("log", log, "Give pretty, json or silent.");
}

function wrongOption(name: string, value: unknown, advice: string): Error {
  return new Error(`${name} is ${JSON.stringify(value) ?? String(value)}. ${advice}`);
}
