import { Command, InvalidArgumentError } from "commander";
import type { ServeOptions } from "./serve-folder.ts";

/** Reads the command line of `serve`. Ends the process with 2 if it is wrong. */
export function readServeOptions(args: string[]): ServeOptions {
  return new Command("serve")
    .description("Serves the built API reference.")
    .option("--port <n>", "the port to listen on; 0 takes a free one", toPort, 0)
    .option("--mock <url>", "the mock that the forms of testing/ send requests to", toOrigin)
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error:/, "Failed to start the API reference:")),
    })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse(args, { from: "user" })
    .opts();
}

function toOrigin(value: string): string {
  const url = URL.parse(value);
  const isOrigin = url?.href === `${url?.origin}/`;
  if (isOrigin && url.protocol === "http:" && /^(127\.0\.0\.1|localhost)$/.test(url.hostname)) return url.origin;
  throw new InvalidArgumentError("Give the address of a mock on this machine, such as http://127.0.0.1:4010.");
}

function toPort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new InvalidArgumentError("Give a whole number from 0 (a free port) to 65535.");
}
