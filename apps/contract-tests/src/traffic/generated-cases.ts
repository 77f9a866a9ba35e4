import { type Parameter, valueAt } from "@integrations-api/scenarios";
import fc from "fast-check";
import type { Operation } from "../contract/read-contract.ts";
import type { SentRequest } from "../http/exchange.ts";
import type { Purpose } from "../http/purpose.ts";
import { knownParts } from "./exercise-known.ts";
import { failuresOfBody, invalidBodiesOf, writeInvalid } from "./invalid-bodies.ts";
import { failuresOf, invalidValuesOf } from "./invalid-parameters.ts";
import { nilUuid, similarUuid } from "./random-uuids.ts";
import { withValues, writeRequest } from "./requests.ts";
import { isSafe } from "./safety.ts";
import type { Session } from "./session.ts";

/** Requests of one kind, each made from a generated value. */
export interface GeneratedCase {
  name: string;
  /** Values to begin with. */
  first: unknown[];
  arbitrary: fc.Arbitrary<unknown>;
  draft(value: unknown): { request: SentRequest; purpose: Purpose };
}

/** The requests to generate for an operation. None of them changes anything if the server keeps the contract. */
export function casesOf(session: Session, operation: Operation): GeneratedCase[] {
  const { parameters } = operation;
  return [
    ...parameters.flatMap((parameter) => invalidCase(session, operation, parameter)),
    ...bodyCase(session, operation),
    ...parameters.flatMap((parameter) => [
      ...unknownCase(session, operation, parameter),
      ...(isSafe(operation) ? filteredCase(session, operation, parameter) : []),
    ]),
  ];
}

function invalidCase(session: Session, operation: Operation, parameter: Parameter): GeneratedCase[] {
  const parts = knownParts(session, operation);
  const values = invalidValuesOf(operation, parameter, parts);
  if (!values) return [];
  return [
    {
      name: `invalid ${parameter.in} ${parameter.name}`,
      ...values,
      draft(value) {
        const request = writeRequest(operation, withValues(operation, parts, { [parameter.name]: value }));
        return { request, purpose: { kind: "invalid", failures: failuresOf(operation, request) } };
      },
    },
  ];
}

function bodyCase(session: Session, operation: Operation): GeneratedCase[] {
  const parts = knownParts(session, operation);
  const bodies = invalidBodiesOf(operation, parts);
  if (!bodies) return [];
  return [
    {
      name: "invalid body",
      ...bodies,
      draft(value) {
        const request = writeInvalid(operation, parts, Object(value));
        return { request, purpose: { kind: "invalid", failures: failuresOfBody(operation, request) } };
      },
    },
  ];
}

/** Valid ids of nothing. Their versions differ, because the contract allows each version. */
function unknownCase(session: Session, operation: Operation, parameter: Parameter): GeneratedCase[] {
  const { selects, name, schema } = parameter;
  if (selects === undefined || Reflect.get(schema, "format") !== "uuid") return [];
  // Without a value to select by, the contract does not say that there is nothing for an id.
  const isSelectable = operation.scenarios.some(
    ({ status, body }) => status < 300 && valueAt(body, selects) !== undefined,
  );
  if (!isSelectable) return [];
  const parts = knownParts(session, operation);
  return [
    {
      name: `unknown ${parameter.in} ${name}`,
      first: [similarUuid(String(valueAt(parts, `/${parameter.in}/${name}`))), nilUuid],
      arbitrary: fc.uuid({ version: [1, 4, 7] }),
      draft: (value) => ({
        request: writeRequest(operation, withValues(operation, parts, { [name]: value })),
        // Readers of uuids that know the versions of RFC 4122 alone refuse others, but must not fail.
        purpose: { kind: ["0", "7"].includes(versionOf(value)) ? "spelled" : "unknown" },
      }),
    },
  ];
}

function versionOf(uuid: unknown): string {
  return String(uuid).charAt(14);
}

function filteredCase(session: Session, operation: Operation, parameter: Parameter): GeneratedCase[] {
  const { narrows, name, schema } = parameter;
  if (narrows === undefined || Reflect.get(schema, "format") !== "uuid") return [];
  const parts = knownParts(session, operation);
  return [
    {
      name: `valid ${parameter.in} ${name}`,
      first: [],
      arbitrary: fc.uuid({ version: [1, 4] }),
      draft: (value) => ({
        request: writeRequest(operation, withValues(operation, parts, { [name]: value })),
        purpose: { kind: "filtered", parameter: name, pointer: narrows, value: String(value) },
      }),
    },
  ];
}
