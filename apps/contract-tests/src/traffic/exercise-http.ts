import type { RequestParts } from "@integrations-api/scenarios";
import type { Operation } from "../contract/read-contract.ts";
import { knownParts } from "./exercise-known.ts";
import { failuresOf } from "./invalid-parameters.ts";
import { randomUuids } from "./random-uuids.ts";
import { withValues, writeRequest } from "./requests.ts";
import type { Session } from "./session.ts";

const others = ["POST", "PUT", "PATCH", "DELETE"];

/** What HTTP decides: methods that the path does not have, `HEAD`, and URLs that are not valid. */
export async function exerciseHttp(session: Session, operation: Operation): Promise<void> {
  const parts = knownParts(session, operation);
  const isRead = operation.method === "GET";
  if (isRead && !operation.siblings.includes("HEAD"))
    await session.send(operation, { kind: "head" }, { ...writeRequest(operation, parts), method: "HEAD" });

  const inPath = operation.parameters.filter(({ in: place }) => place === "path");
  const [first] = inPath;
  if (!first) return;
  const unknown = withValues(operation, parts, unknownValues(session, operation));
  // Each method once for a path that has several operations.
  for (const method of operation.method === operation.siblings[0] ? others : []) {
    if (operation.siblings.includes(method)) continue;
    const { body: _body, ...request } = writeRequest(operation, withoutBody(unknown));
    await session.send(operation, { kind: "other-method" }, { ...request, method });
  }

  for (const broken of isRead ? ["%zz", "%ff"] : []) {
    const request = writeRequest(operation, withValues(operation, parts, { [first.name]: "BROKEN" }));
    await session.send(
      operation,
      { kind: "broken-url", isAllowed: failuresOf(operation, request).length === 0 },
      { ...request, target: request.target.replace("BROKEN", broken) },
    );
  }
}

/** A uuid that nothing has for each parameter of the path that takes one. */
function unknownValues({ seed }: Session, { parameters }: Operation): Record<string, string> {
  const [uuid = ""] = randomUuids(seed + 1, 1);
  const taking = parameters.filter(
    ({ in: place, schema }) => place === "path" && Reflect.get(schema, "format") === "uuid",
  );
  return Object.fromEntries(taking.map(({ name }) => [name, uuid]));
}

function withoutBody({ body: _body, ...parts }: RequestParts): RequestParts {
  return parts;
}
