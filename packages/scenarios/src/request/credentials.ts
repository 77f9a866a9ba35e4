import type { CatalogueOperation, Credential } from "../contract/catalogue.ts";
import { ownValue } from "../contract/json-pointer.ts";
import { cookiesOf, type ScenarioRequest } from "./scenario-request.ts";

type Sender = Pick<ScenarioRequest, "headers" | "query">;

/** Whether an operation requires credentials. */
export function needsToken({ security }: CatalogueOperation): boolean {
  return security.length > 0 && security.every((credentials) => credentials.length > 0);
}

/**
 * Reads the token of a request from where the operation expects it: a bearer token, a key, or `user:password`.
 *
 * @returns `undefined` if the request does not have all credentials of at least one requirement
 */
export function tokenOf({ security }: CatalogueOperation, request: Sender): string | undefined {
  for (const credentials of security) {
    const values = credentials.map((credential) => readCredential(credential, request));
    if (values.length > 0 && !values.includes(undefined)) return values[0];
  }
  return undefined;
}

function readCredential({ in: place, name, scheme }: Credential, request: Sender): string | undefined {
  const pairs = place === "query" ? request.query : cookiesOf(request);
  const found = place === "header" ? ownValue(request.headers, name) : pairs.get(name);
  const value = typeof found === "string" ? found.trim() : "";
  if (!value || scheme === undefined) return value || undefined;

  const [, used = "", token = ""] = /^(\S+) +(\S.*)$/.exec(value) ?? [];
  if (used.toLowerCase() !== scheme) return undefined;
  if (scheme === "basic") return fromBase64(token);
  return scheme === "bearer" && /\s/.test(token) ? undefined : token;
}

/** The credentials of a request: the first one contains the token, any others are made up. */
export function toCredentials(
  { security }: CatalogueOperation,
  token: string,
): (Pick<Credential, "in" | "name"> & { value: string })[] {
  const credentials = security.find(({ length }) => length > 0) ?? [];
  return credentials.map(({ in: place, name, scheme }, index) => {
    const value = index === 0 ? token : "any";
    return { in: place, name, value: scheme === undefined ? value : toAuthorization(scheme, value) };
  });
}

function toAuthorization(scheme: string, token: string): string {
  const name = scheme.charAt(0).toUpperCase() + scheme.slice(1);
  const value = scheme === "basic" ? toBase64(token.includes(":") ? token : `${token}:${token}`) : token;
  return `${name} ${value}`;
}

/** Basic credentials are in UTF-8 (RFC 7617, section 2.1). */
function toBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}

/** Returns `undefined` if the text is not Base64, or has no colon after the user name. */
function fromBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const credential = new TextDecoder().decode(bytes);
    return credential.includes(":") ? credential : undefined;
  } catch {
    return undefined;
  }
}
