import { collectSchemas } from "./collect-schemas.ts";
import { asJson, isJson, type Json } from "./json.ts";
import { type Fault, isOfType, oneOf } from "./rules.ts";

/** Which members of a union a value takes. */
export interface Choice {
  /** Those that it keeps, or else the one that it comes closest to, whose faults are then those of the value. */
  meant: unknown[];
  fault?: Fault;
  /** The fault of the property that tells the members apart. */
  ofMember?: [key: string, fault: Fault];
}

/** A value at a union, and whether it keeps a member. */
export interface Union {
  keyword: "oneOf" | "anyOf";
  value: unknown;
  fits: (member: unknown) => boolean;
}

/** A member, and the schemas that it consists of. */
interface Member {
  member: unknown;
  parts: Json[];
}

/** Chooses the members of a union that apply to a value. */
export function chooseMembers(document: unknown, schema: Json, { keyword, value, fits }: Union): Choice {
  const members = Object.values(asJson(schema[keyword]));
  const fitting = members.filter(fits);
  if (fitting.length === 1 || (keyword === "anyOf" && fitting.length > 0)) return { meant: fitting };
  if (fitting.length > 1) {
    return { meant: fitting, fault: { rule: keyword, message: `must match one alternative, not ${fitting.length}` } };
  }

  const all = members.map((member): Member => ({ member, parts: partsOf(document, member) }));
  const possible = all.filter(({ parts }) => parts.every(({ type }) => type === undefined || isOfType(type, value)));
  if (possible.length === 1) return { meant: [possible[0]!.member] };
  if (possible.length === 0) return { meant: [], fault: { rule: "type", message: `must be ${typesOf(all)}` } };

  const sets = possible.map(({ parts }) => parts.flatMap(valuesOf));
  if (sets.every((values) => values.length > 0))
    return { meant: [], fault: { rule: "enum", message: oneOf(sets.flat()) } };
  return chooseByTag(possible, schema, value) ?? chooseByKeys(document, possible, { keyword, value });
}

/** Chooses by a property that every member restricts to values of its own. */
function chooseByTag(possible: Member[], schema: Json, value: unknown): Choice | undefined {
  const { propertyName, mapping } = asJson(schema["discriminator"]);
  const candidates = typeof propertyName === "string" ? [propertyName] : requiredOf(possible[0]!);
  const tagsOf = ({ member, parts }: Member, key: string): unknown[] => {
    const own = parts.flatMap(({ properties }) => valuesOf(asJson(asJson(properties)[key])));
    if (own.length > 0 || key !== propertyName) return own;
    // Without a constant of its own, a member is known by the mapping or by its name.
    const { $ref: reference } = asJson(member);
    const mapped = Object.entries(asJson(mapping)).filter(
      ([, target]) => String(nameOf(target)) === String(nameOf(reference)),
    );
    return mapped.length > 0 ? mapped.map(([tag]) => tag) : (nameOf(reference) ?? []);
  };
  const tag = candidates.find((key) => possible.every((one) => tagsOf(one, key).length > 0));
  if (tag === undefined || !isJson(value) || Array.isArray(value)) return undefined;
  const given = Object.hasOwn(value, tag) ? value[tag] : undefined;
  const meant = possible.find((one) => tagsOf(one, tag).includes(given));
  if (meant) return { meant: [meant.member] };
  const known = [...new Set(possible.flatMap((one) => tagsOf(one, tag)))];
  return { meant: [], ofMember: [tag, { rule: "enum", message: oneOf(known) }] };
}

/** The name of the schema that a reference or a mapping leads to. */
function nameOf(reference: unknown): string[] | undefined {
  return typeof reference === "string" ? reference.split("/").slice(-1) : undefined;
}

/** Chooses the member whose required keys are there, or else the one that declares all keys. */
function chooseByKeys(
  document: unknown,
  possible: Member[],
  { keyword, value }: Pick<Union, "keyword" | "value">,
): Choice {
  const claims = possible.map((one) => claimOf(document, one, asJson(value)));
  const best = Math.max(...claims);
  if (best >= 0) return { meant: [possible[claims.indexOf(best)]!.member] };
  const names = [...new Set(possible.flatMap(requiredOf))];
  const message = names.length > 0 ? `must have ${names.join(" or ")}` : "does not match any alternative";
  return { meant: [], fault: { rule: keyword, message } };
}

function claimOf(document: unknown, one: Member, value: Json): number {
  const { parts } = one;
  const tags = parts.map(({ discriminator }) => asJson(discriminator)["propertyName"]);
  const required = requiredOf(one);
  // An object under the name of the tag is an entry of a map, not a tag.
  if (required.every((key) => Object.hasOwn(value, key) && !(tags.includes(key) && isJson(value[key]))))
    return required.length;

  const described = [...collectSchemas({ document, keywords: ["allOf", "oneOf"] }, one.member)];
  const declared = new Set(described.flatMap(({ properties }) => Object.keys(asJson(properties))));
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => declared.has(key)) ? 0.5 : -1;
}

/** A schema, and the schemas that it always applies to the same value. */
function partsOf(document: unknown, schema: unknown): Json[] {
  return [...collectSchemas({ document, keywords: ["allOf"] }, schema)];
}

function requiredOf({ parts }: Member): string[] {
  return parts.flatMap(({ required }) => Object.values(asJson(required)).map(String));
}

/** The values of a closed set. */
function valuesOf(schema: Json): unknown[] {
  return schema["const"] === undefined ? Object.values(asJson(schema["enum"])) : [schema["const"]];
}

function typesOf(members: Member[]): string {
  return [...new Set(members.flatMap(({ parts }) => parts.flatMap(({ type }) => type ?? [])))].join(" or ");
}
