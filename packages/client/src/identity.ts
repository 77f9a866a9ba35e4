import { packageVersion } from "./generated/server.ts";

/** Identifies this client to the server, except in browsers, where the header would cost a preflight request. */
export function identity(): Record<string, string> {
  const runtime = globalThis as { process?: { versions?: { node?: string } }; Deno?: unknown };
  const isServer = runtime.process?.versions?.node || runtime.Deno;
  return isServer ? { "user-agent": `integrations-api-client/${packageVersion}` } : {};
}
