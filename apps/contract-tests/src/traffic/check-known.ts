import { CannotRun } from "../cannot-run.ts";
import { type Operation, responseFor } from "../contract/read-contract.ts";
import { type Exchange, headerOf } from "../http/exchange.ts";
import { askKnown, knownParts, withoutToken } from "./exercise-known.ts";
import { knownScenario, writeRequest } from "./requests.ts";
import type { Session } from "./session.ts";

/** Requests the known resource first. Ends the run if that cannot work, whatever else the server does. */
export async function checkKnown(session: Session, operation: Operation): Promise<void> {
  const first = await askKnown(session, operation);
  const { response, failure, request } = first;
  const what = `${request.method} ${operation.path}`;
  if (response === undefined) {
    if (await isSilent(session, operation, first))
      throw new CannotRun(`${session.target.url} does not respond to ${what}: ${failure}. Check --url.`);
    return;
  }

  const { status } = response;
  const isDeclared = responseFor(operation, status) !== undefined;
  if (isHtml(first) && (status === 404 || (await isWebsite(session, operation))))
    throw new CannotRun(`${session.target.url} responds to ${what} with a web page (${status}). Check --url.`);
  if (status === 401)
    throw new CannotRun(`${session.target.url} does not accept the token (401). Check --token or CONTRACT_TOKEN.`);
  if (status === 403 && isDeclared)
    throw new CannotRun(`${session.target.url} does not let the token call ${what} (403). Use another --token.`);
  if (status === 404) {
    const name = knownScenario(operation)?.name ?? "";
    throw new CannotRun(
      `${session.target.url} does not have ${request.target} (404). Give an id that exists as scenarios.${name} in --target, or check --url.`,
    );
  }
}

/** Codes of failures before HTTP begins: no connection, no trust, or another protocol. */
const noConnection =
  /^(E(?!CONNRESET|PIPE)[A-Z_]+|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT.*|ERR_(SSL|TLS)_.*|UND_ERR_PRX.*|NOT_HTTP)$/;

/** Whether nothing responds at all, or only not to this request. */
async function isSilent(session: Session, operation: Operation, { code = "" }: Exchange): Promise<boolean> {
  if (noConnection.test(code)) return true;
  if (code === "BROKEN_HTTP") return false;
  const bare = writeRequest(operation, withoutToken(knownParts(session, operation)));
  const other = await session.send(operation, { kind: "no-token", isKnownUrl: false }, bare);
  return other.response === undefined;
}

function isHtml({ response }: Exchange): boolean {
  const isDeclared = /^text\/html\b/i.test((response && headerOf(response, "content-type")) ?? "");
  return isDeclared && /^\s*(<!doctype html|<html|<head|<body)/i.test(Buffer.from(response!.body).toString("latin1"));
}

/** Whether the same URL without a token is a web page, too. */
async function isWebsite(session: Session, operation: Operation): Promise<boolean> {
  const bare = writeRequest(operation, withoutToken(knownParts(session, operation)));
  return isHtml(await session.send(operation, { kind: "no-token", isKnownUrl: true }, bare));
}
