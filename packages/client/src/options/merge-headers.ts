import { ArgumentError } from "../errors/errors.ts";
import { check, show } from "./check-value.ts";

/**
 * Merges headers; later ones win, and null removes one. Accepts what openapi-fetch accepts, and rejects what cannot be
 * sent, without showing it.
 */
export function mergeHeaders(...sources: unknown[]): Headers {
  const merged = new Headers();
  for (const source of sources) {
    if (source === undefined || source === null) continue;
    if (typeof source !== "object") throw new ArgumentError("headers is not an object. Pass an object of strings.");
    const entries: Iterable<[string, unknown]> =
      Symbol.iterator in source ? (source as Headers) : Object.entries(source);
    for (const [name, value] of entries) {
      try {
        setHeader(merged, name, value);
      } catch (error) {
        // The runtime's own message shows the value, which may be a secret.
        throw error instanceof ArgumentError ? error : new ArgumentError(`headers: ${show(name)} cannot be sent.`);
      }
    }
  }
  return merged;
}

function setHeader(headers: Headers, name: string, value: unknown): void {
  if (/^authorization$/i.test(name)) {
    throw new ArgumentError("headers: authorization is refused. Pass the API token as `token`.");
  }
  if (value === undefined) return;
  headers.delete(name);
  for (const one of [value ?? []].flat()) {
    check(`headers: ${name}`, one, Object(one) !== one, "Pass a string.");
    headers.append(name, String(one));
  }
}
