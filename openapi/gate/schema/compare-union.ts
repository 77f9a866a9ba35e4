import { childPair, childPairs, childrenOf, isAbsent, isSame, type Pair, type Place } from "../document/place.ts";
import { compareFields } from "../compare/compare-fields.ts";
import type { Context } from "../compare/visits.ts";
import { finding, type Findings } from "../finding.ts";
import { compareSchemas } from "./compare-schema.ts";
import { typesOf } from "./compare-types.ts";
import { valuesOf } from "./compare-values.ts";
import { expandSchema, keywordPair, type Schema, type SchemaPair, toPart } from "./expand-schema.ts";
import { isNull, labelOf, matchMembers, type Member } from "./union-members.ts";

const kinds = ["oneOf", "anyOf"];
const outside = ["type", "nullable", "discriminator"];
const annotations = ["title", "description", "deprecated", "example", "examples", "default"];

export interface Unwrapped {
  base: Member[];
  revision: Member[];
  at: Pair;
}

/** If only one side is a union, and nothing but a union, the other side counts as a union too. */
export function unwrapUnion(schemas: SchemaPair, base: Place[], revision: Place[]): Unwrapped | undefined {
  const [was, is] = [unionOf(schemas.base), unionOf(schemas.revision)];
  if ((was === undefined) === (is === undefined)) return undefined;

  const [union, plain] = was ? [schemas.base, schemas.revision] : [schemas.revision, schemas.base];
  const isOneOf = (key: string, keywords: string[]): boolean => keywords.includes(key) || key.startsWith("x-");
  const isOnlyUnion = [...union.keys()].every((key) => isOneOf(key, [...kinds, ...outside, ...annotations]));
  const isRestricted = [...plain.keys()].some((key) => !isOneOf(key, annotations));
  if (!isOnlyUnion || !isRestricted) return undefined;

  const at = keywordPair(schemas, (was ?? is)!);
  const members = membersWith(union, was ? at.base : at.revision);
  return was
    ? { base: members, revision: branchesOf(revision, members), at }
    : { base: branchesOf(base, members), revision: members, at };
}

function unionOf(schema: Schema): string | undefined {
  return kinds.find((kind) => schema.has(kind));
}

function membersOf(union: Place): Member[] {
  return childrenOf(union).map(([, member]) => [member]);
}

/** The members of a union, each together with what is stated beside them. */
function membersWith(schema: Schema, union: Place): Member[] {
  const beside = [...schema].filter(([key]) => ![...kinds, "discriminator"].includes(key));
  const value = Object.fromEntries(beside.map(([key, [place]]) => [key, place?.value]));
  const holder = { ...union, pointer: union.pointer.slice(0, union.pointer.lastIndexOf("/")) };
  return membersOf(union).map((member) => [...member, toPart(holder, { ...value })]);
}

/** A list of values is a union of its values, and a list of types one of its types. */
function branchesOf(places: Place[], others: Member[]): Member[] {
  const schema = expandSchema(places);
  const values = valuesOf(schema) ?? [];
  const areValues = others.every((member) => valuesOf(expandSchema(member))?.length === 1);
  if (areValues && values.length > 1) return values.map((value) => [...places, toPart(places[0]!, { const: value })]);

  const types = typesOf(schema);
  const isList = types.length > 1 && types.length < 6;
  return isList ? types.map((type) => [...places, toPart(places[0]!, { type })]) : [places];
}

/** Compares unions, their members, and what tells the members apart. */
export function* compareUnion(schemas: SchemaPair, context: Context, unwrapped?: Unwrapped): Findings {
  if (unwrapped) yield* compareMembers(unwrapped.base, unwrapped.revision, unwrapped.at, context);
  else for (const [from, to] of unionKinds(schemas)) yield* compareKind(schemas, from, to, context);
  yield* compareDiscriminator(keywordPair(schemas, "discriminator"), context);
}

/** The keyword of the union on either side. It may have changed, unless a side has both. */
function unionKinds({ base, revision }: SchemaPair): [from: string, to: string][] {
  const [was, is] = [base, revision].map((schema) => kinds.filter((kind) => schema.has(kind)));
  const isOne = was?.length === 1 && is?.length === 1;
  return isOne ? [[was[0]!, is[0]!]] : kinds.map((kind) => [kind, kind]);
}

function* compareKind(schemas: SchemaPair, from: string, to: string, context: Context): Findings {
  const pair = { base: keywordPair(schemas, from).base, revision: keywordPair(schemas, to).revision };
  const [base, revision] = [membersOf(pair.base), membersOf(pair.revision)];
  if (base.length === 0 && revision.length === 0) return;

  const labels = [...base, ...revision].map(labelOf).join(", ");
  if (base.length === 0) return yield finding("union-added", pair, labels, context.direction);
  if (revision.length === 0) return yield finding("union-removed", pair, labels, context.direction);
  if (from !== to) yield finding("union-kind-changed", pair, `\`${from}\` became \`${to}\``);
  yield* compareMembers(base, revision, pair, context);
}

function* compareMembers(base: Member[], revision: Member[], at: Pair, context: Context): Findings {
  const { both, removed, added } = matchMembers(base, revision);
  for (const member of removed) {
    const pair = { base: member[0]!, revision: { ...at.revision, value: undefined } };
    yield finding(isNull(member) ? "type-narrowed" : "union-member-removed", pair, labelOf(member), context.direction);
  }
  for (const member of added) {
    const pair = { base: { ...at.base, value: undefined }, revision: member[0]! };
    yield finding(isNull(member) ? "type-widened" : "union-member-added", pair, labelOf(member), context.direction);
  }
  for (const [from, to] of both) {
    // Null is null, whatever is said beside it.
    if (isNull(from) && isNull(to)) continue;
    yield* compareSchemas(from, to, { base: from[0]!, revision: to[0]! }, context);
  }
}

function* compareDiscriminator(pair: Pair, { direction }: Context): Findings {
  if (isSame(pair)) return;
  if (isAbsent(pair.base)) return yield finding("discriminator-added", pair, "`discriminator`");
  const [name, mapping] = [childPair(pair, "propertyName"), childPair(pair, "mapping")];
  if (!isSame(name)) yield finding("discriminator-changed", name, "`discriminator`");
  yield* compareFields(pair, ["propertyName", "mapping"]);

  // Without a mapping, the names of the schemas are the values.
  if (isAbsent(mapping.base) !== isAbsent(mapping.revision))
    return yield finding("discriminator-changed", mapping, "`mapping`");
  for (const [value, { base, revision }] of childPairs(mapping)) {
    const entry = { base, revision };
    if (isAbsent(base)) yield finding("union-member-added", entry, `\`${value}\``, direction);
    else if (isAbsent(revision)) yield finding("union-member-removed", entry, `\`${value}\``, direction);
    else if (schemaName(base) !== schemaName(revision)) yield finding("discriminator-changed", entry, `\`${value}\``);
  }
}

/** A mapping refers to a schema by name or by reference. */
function schemaName({ value }: Place): string {
  return String(value).split("/").at(-1) ?? "";
}
