import { asJson, hasOwn, type Json } from "./json.ts";
import type { Spot } from "./walk.ts";

/** A relation that the contract states by `x-holds`, and a body does not keep. */
export interface BrokenRelation {
  /** A JSON pointer to the value that declares the relation. */
  pointer: string;
  /** What should hold: the value equals another one, is not before it, or is the status of the response. */
  relation: "equals" | "notBefore" | "isStatus";
  /** What is wrong, to follow the value's name: ``does not equal `team/id` ``. */
  message: string;
}

/**
 * Lists the relations between values of a body that do not hold. A schema cannot state these, so `validate` does not
 * know them. A relation to a value that is missing or null holds.
 *
 * @param spots The values of the body, as `walk` lists them.
 * @param status That of the response, if the body is one.
 * @example
 * const { walk } = createExplainer(document);
 * for (const { pointer, message } of brokenRelations(walk(body, { schema: "Integration" }))) console.log(pointer, message);
 */
export function brokenRelations(spots: Iterable<Spot>, status?: number): BrokenRelation[] {
  const found: BrokenRelation[] = [];
  /** The last value at each depth: the objects that contain the current one. */
  const above: unknown[] = [];
  for (const { pointer, depth, value, schemas } of spots) {
    above[depth] = value;
    const declared = schemas.map((schema) => asJson(schema["x-holds"]));
    for (const { relation, other, message } of declared.flatMap((one) => read(one, above[depth - 1], status))) {
      const isOpen = [value, other].some((one) => one === null || one === undefined);
      if (!isOpen && !holds(relation, value, other)) found.push({ pointer, relation, message });
    }
  }
  return found;
}

interface Relation extends Pick<BrokenRelation, "relation" | "message"> {
  other: unknown;
}

function read({ equals, notBefore }: Json, owner: unknown, status: number | undefined): Relation[] {
  const isStatus: Relation = { relation: "isStatus", other: status, message: "is not the status of the response" };
  const toOther = (relation: "equals" | "notBefore", path: string, message: string): Relation => {
    const other = path.split("/").reduce<unknown>((node, key) => {
      const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
      return hasOwn(node, name) ? node[name] : undefined;
    }, owner);
    return { relation, other, message };
  };
  return [
    ...(equals === "$statusCode" ? [isStatus] : []),
    ...(typeof equals === "string" && equals !== "$statusCode"
      ? [toOther("equals", equals, `does not equal \`${equals}\``)]
      : []),
    ...(typeof notBefore === "string" ? [toOther("notBefore", notBefore, `is before \`${notBefore}\``)] : []),
  ];
}

function holds(relation: BrokenRelation["relation"], value: unknown, other: unknown): boolean {
  if (relation !== "notBefore") return toComparable(value) === toComparable(other);
  const [moment, earlier] = [Date.parse(String(value)), Date.parse(String(other))];
  return Number.isNaN(moment) || Number.isNaN(earlier) || moment >= earlier;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Uuids are compared without regard to letter case. */
function toComparable(value: unknown): string {
  return typeof value === "string" && uuid.test(value) ? JSON.stringify(value.toLowerCase()) : JSON.stringify(value);
}
