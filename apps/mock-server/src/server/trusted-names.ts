import type { IncomingMessage } from "node:http";
import { readTarget } from "@integrations-api/scenarios";

/** Whether a request comes from this machine and asks for it by name, or by one of the other names that are allowed. */
export function isTrusted(request: IncomingMessage, hosts: string[]): boolean {
  // A target with a host of its own overrules the header.
  const { origin } = readTarget(request.url ?? "");
  return isOwnName(origin || `http://${request.headers.host}`, hosts) && isOwnOrigin(request, hosts);
}

/** A request without an origin is not from a page. The origin `null` is of a page that hides where it is from. */
export function isOwnOrigin({ headers }: IncomingMessage, hosts: string[]): boolean {
  return headers.origin === undefined || isOwnName(headers.origin, hosts);
}

function isOwnName(address: string, hosts: string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return ["localhost", "127.0.0.1", "[::1]", ...hosts.flatMap((host) => [host.toLowerCase(), `[${host}]`])].includes(
    hostname,
  );
}
