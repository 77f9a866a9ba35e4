import { toRegExp } from "./create-validator.ts";
import type { Contract } from "./read-contract.ts";
import { follow } from "./follow.ts";
import { asJson, type Json } from "./read-document.ts";

/** A value in a body, with the schemas of the contract that apply to it. */
export interface Spot {
  pointer: string;
  value: unknown;
  schemas: Json[];
  /** The object that has it as a property. */
  owner?: Json;
  /** Whether the contract declares the property. */
  isDeclared: boolean;
}

/** Which branches of a union apply: those that allow the value, or each one. */
export type Branches = "fitting" | "all";

/** The spots of a body, which several checks look at. */
const walked = new WeakMap<object, Map<string, Spot[]>>();

/** Lists the values of a body along the schema at a pointer, each object before its properties. */
export function walkBody(contract: Contract, schema: string, body: unknown, branches: Branches = "fitting"): Spot[] {
  const known = walked.get(Object(body)) ?? new Map<string, Spot[]>();
  const key = `${branches} ${schema}`;
  const spots = known.get(key) ?? [...walkFrom(contract, schema, body, branches)];
  walked.set(Object(body), known.set(key, spots));
  return spots;
}

function walkFrom(contract: Contract, schema: string, body: unknown, branches: Branches): Iterable<Spot> {
  const schemas = schemasFor(contract, { $ref: schema }, body, branches);
  return walkSpot(contract, { pointer: "", value: body, schemas, isDeclared: true }, branches);
}

function* walkSpot(contract: Contract, spot: Spot, branches: Branches): Iterable<Spot> {
  yield spot;
  const { value, pointer, schemas } = spot;
  if (typeof value !== "object" || value === null) return;

  for (const [key, member] of Object.entries(value)) {
    const declared = Array.isArray(value)
      ? schemas.flatMap((schema) => itemsOf(schema, Number(key)))
      : schemas.flatMap((schema) => propertyOf(schema, key));
    const isFree = schemas.every((schema) => schema["properties"] === undefined);
    const below: Spot = {
      pointer: `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      value: member,
      schemas: declared.flatMap((schema) => schemasFor(contract, schema, member, branches)),
      isDeclared: Array.isArray(value) || isFree || declared.length > 0,
      ...(!Array.isArray(value) && { owner: asJson(value) }),
    };
    yield* walkSpot(contract, below, branches);
  }
}

/** A schema and all that it applies to the same value. */
function schemasFor(
  contract: Contract,
  start: unknown,
  value: unknown,
  branches: Branches,
  trail: string[] = [],
): Json[] {
  if (typeof start === "boolean") return [];
  const { $ref: reference, ...own } = asJson(start);
  if (typeof reference === "string" && trail.includes(reference)) return [];
  const isApplied = (branch: unknown): boolean =>
    branches === "all" ||
    (typeof branch === "object" && branch !== null ? contract.allows(branch, value) : branch === true);
  const also = (schemas: unknown[], followed = trail): Json[] =>
    schemas.flatMap((schema) => schemasFor(contract, schema, value, branches, followed));

  const { allOf, anyOf, oneOf, if: condition, then, else: otherwise } = own;
  const union = [...Object.values(asJson(anyOf)), ...Object.values(asJson(oneOf))].filter(isApplied);
  const conditional = condition === undefined ? [] : isApplied(condition) ? [then] : [otherwise];
  const target = typeof reference === "string" ? [follow(contract.document, { $ref: reference }).value] : [];
  return [
    own,
    ...also(target, [...trail, String(reference)]),
    ...also([...Object.values(asJson(allOf)), ...union, ...conditional].filter((schema) => schema !== undefined)),
  ];
}

function propertyOf({ properties, patternProperties, additionalProperties }: Json, key: string): unknown[] {
  const named = asJson(properties);
  if (Object.hasOwn(named, key)) return [named[key]];
  const matching = Object.entries(asJson(patternProperties)).filter(([pattern]) => toRegExp(pattern).test(key));
  if (matching.length > 0) return matching.map(([, schema]) => schema);
  return additionalProperties === undefined || additionalProperties === false ? [] : [additionalProperties];
}

function itemsOf({ prefixItems, items }: Json, index: number): unknown[] {
  const listed = Object.values(asJson(prefixItems))[index] ?? items;
  return listed === undefined ? [] : [listed];
}
