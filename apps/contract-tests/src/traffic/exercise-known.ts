import { type RequestParts, valueAt } from "@integrations-api/scenarios";
import type { Operation } from "../contract/read-contract.ts";
import { type Exchange, headerOf } from "../http/exchange.ts";
import { jsonOf } from "../http/read-json.ts";
import { randomUuids, similarUuid } from "./random-uuids.ts";
import { knownScenario, partsFor, withValues, writeRequest } from "./requests.ts";
import type { Session } from "./session.ts";

/** Requests a resource that exists, as it is and narrowed, in an order that shows what a server remembers. */
export async function exerciseKnown(session: Session, operation: Operation): Promise<void> {
  const parts = knownParts(session, operation);
  const { response } = await askKnown(session, operation);
  if (parts.token !== undefined)
    await session.send(operation, { kind: "no-token", isKnownUrl: true }, writeRequest(operation, withoutToken(parts)));

  await exerciseFilters(session, operation, jsonOf(response));
  await exerciseValidators(session, operation, response);
  await exerciseSpelling(session, operation);
  const full = withValues(operation, parts, allValues(operation, parts));
  await session.send(operation, { kind: "valid" }, writeRequest(operation, full));
  await askKnown(session, operation);
}

/** Requests the same resource once more. */
export function askKnown(session: Session, operation: Operation): Promise<Exchange> {
  return session.send(operation, { kind: "known" }, writeRequest(operation, knownParts(session, operation)));
}

/** The request for the resource as a whole: what narrows it is requested apart. */
export function knownParts({ target }: Session, operation: Operation): RequestParts {
  const parts = partsFor(operation, knownScenario(operation), target);
  const filters = operation.parameters.filter(({ narrows }) => narrows !== undefined).map(({ name }) => name);
  const query = Object.entries(parts.query ?? {}).filter(([name]) => !filters.includes(name));
  return { ...parts, query: Object.fromEntries(query) };
}

export function withoutToken({ token: _token, ...parts }: RequestParts): RequestParts {
  return parts;
}

async function exerciseFilters(session: Session, operation: Operation, body: unknown): Promise<void> {
  const parts = knownParts(session, operation);
  for (const { name, narrows, example } of operation.parameters) {
    if (narrows === undefined) continue;
    const list = valueAt(body, narrows);
    const installed = installedIn(session, operation, name) ?? example;
    const others = [similarUuid(String(installed)), ...randomUuids(session.seed, 1)];
    const values = [installed, Object(list)[0], ...others].filter(Boolean).map(String);
    for (const [index, value] of values.entries()) {
      const request = writeRequest(operation, withValues(operation, parts, { [name]: value }));
      if (index === 0 && parts.token !== undefined) {
        const bare = writeRequest(operation, withValues(operation, withoutToken(parts), { [name]: value }));
        await session.send(operation, { kind: "no-token", isKnownUrl: false }, bare);
      }
      await session.send(operation, { kind: "filtered", parameter: name, pointer: narrows, value }, request);
      await askKnown(session, operation);
    }
  }
}

/** The value of a filter that the target gives. */
function installedIn({ target }: Session, operation: Operation, name: string): unknown {
  return target.scenarios.get(knownScenario(operation)?.name ?? "")?.values[name];
}

/** Requests again what an `ETag` identifies. */
async function exerciseValidators(
  session: Session,
  operation: Operation,
  response: Exchange["response"],
): Promise<void> {
  const etag = response && headerOf(response, "etag");
  if (etag === undefined) return;
  const request = writeRequest(operation, knownParts(session, operation), { "if-none-match": etag });
  await session.send(operation, { kind: "conditional" }, request);
}

/** Requests the resource by its uuid in capitals, and narrowed by one. */
async function exerciseSpelling(session: Session, operation: Operation): Promise<void> {
  const parts = knownParts(session, operation);
  for (const { name, in: place, selects, narrows, schema, example } of operation.parameters) {
    const value = place === "path" ? parts.path[name] : (installedIn(session, operation, name) ?? example);
    if ((selects ?? narrows) === undefined || typeof value !== "string" || Reflect.get(schema, "format") !== "uuid")
      continue;
    const other = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
    if (other === value) continue;
    await session.send(
      operation,
      { kind: "spelled" },
      writeRequest(operation, withValues(operation, parts, { [name]: other })),
    );
  }
}

/** An example of every parameter that the request does not have yet. */
function allValues({ parameters }: Operation, parts: RequestParts): Record<string, unknown> {
  const missing = parameters.filter(({ in: place, name }) => !Object.hasOwn(Reflect.get(parts, place) as object, name));
  return Object.fromEntries(missing.flatMap(({ name, example }) => (example === undefined ? [] : [[name, example]])));
}
