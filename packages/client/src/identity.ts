import { packageVersion } from "./generated/server.ts";

/** Names this client to the server where that costs nothing: a browser would have to ask first for each origin. */
export function identity(): Record<string, string> {
  const runtime = globalThis as { process?: { versions?: { node?: string } }; Deno?: unknown };
  const isServer = runtime.process?.versions?.node || runtime.Deno;
  return isServer ? { "user-agent": `integrations-api-client/${packageVersion}` } : {};
}
