import { isDeepStrictEqual } from "node:util";
import { valueAt } from "./json-pointer.ts";
import { isNode } from "./redocly.ts";

/** What `x-holds` says about a property: it equals another value, or is a date-time that is not before it. */
export interface Relation {
  kind: "equals" | "notBefore";
  /** Property names from the object that has the property, or `$statusCode`. */
  target: string;
}

export const statusCode = "$statusCode";

/** Reads `x-holds`, whose shape another rule checks. */
export function relationOf(schema: unknown): Relation | undefined {
  if (!isNode(schema) || !isNode(schema["x-holds"])) return undefined;
  const { equals, notBefore } = schema["x-holds"];
  if (typeof equals === "string") return { kind: "equals", target: equals };
  return typeof notBefore === "string" ? { kind: "notBefore", target: notBefore } : undefined;
}

/** Whether a property of an object keeps a relation. Null and missing values always do. */
export function keepsRelation(value: unknown, { kind, target }: Relation, owner: unknown, status?: string): boolean {
  if (target === statusCode) return value === null || isStatus(value, status);

  const other = valueAt(owner, `/${target}`);
  if ([value, other].some((one) => one === null || one === undefined)) return true;
  // A value that is not a date-time is reported by its schema's check.
  if (kind === "notBefore") return !(Date.parse(String(value)) < Date.parse(String(other)));
  return isDeepStrictEqual(normalize(value), normalize(other));
}

/** A status in the contract may be a range (`5XX`) or all others (`default`). */
function isStatus(value: unknown, status: string | undefined): boolean {
  if (status === undefined || status === "default") return true;
  return /xx$/i.test(status) ? String(value)[0] === status[0] : String(value) === status;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Uuids are compared without regard to letter case. */
function normalize(value: unknown): unknown {
  return typeof value === "string" && uuid.test(value) ? value.toLowerCase() : value;
}
