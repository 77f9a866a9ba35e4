import type { Operation } from "../contract/read-contract.ts";
import { knownParts, withoutToken } from "./exercise-known.ts";
import { writeRequest } from "./requests.ts";
import type { Session } from "./session.ts";

/** Sends the token under another scheme and without one, and the scheme without a token. */
export async function exerciseSchemes(session: Session, operation: Operation): Promise<void> {
  const parts = knownParts(session, operation);
  const [[credential, ...more] = [], ...alternatives] = operation.security;
  if (parts.token === undefined || credential?.scheme === undefined || more.length + alternatives.length > 0) return;

  const other = credential.scheme === "basic" ? "Bearer" : "Basic";
  const bare = writeRequest(operation, withoutToken(parts));
  const own = credential.scheme.replace(/^./, (letter) => letter.toUpperCase());
  for (const authorization of [`${other} ${parts.token}`, parts.token, own]) {
    await session.send(operation, { kind: "other-scheme" }, { ...bare, headers: { ...bare.headers, authorization } });
  }
}
