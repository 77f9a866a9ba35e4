import { asJson, entries, escapeKey, type Json, targetOf } from "./follow-ref.ts";
import { isReadOnly, propertyNames, propertyOf } from "./schema-parts.ts";

/** Keywords whose schemas apply to the value itself, and to a part of it. */
const inPlace = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];
const below = ["properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames"];
const inLists = ["items", "prefixItems", "contains", "unevaluatedItems"];
const applied = new Set([...inPlace, ...below, ...inLists]);
const namesSchemas = new Set(["dependentSchemas", "properties", "patternProperties"]);
const isList = new Set(["allOf", "anyOf", "oneOf", "prefixItems", "enum", "required"]);
const hasAnyValue = new Set(["const", "enum", "default", "examples", "example"]);
const identifies = new Set([
  "$id",
  "id",
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
  "$schema",
  "$defs",
  "definitions",
]);

interface Copying {
  root: Json;
  /** The copied targets of references, by the name of their copy. */
  targets: Map<string, unknown>;
}

interface Spot {
  /** The references to the schemas that are already applied to the same value. */
  trail: unknown[];
  /** The properties of the value that a request leaves out. */
  readOnly: string[];
}

/**
 * Copies the schema of something in a request together with the targets of its references, under `$defs`.
 *
 * The copy can be checked without end or error: a reference that leads nowhere allows anything, and a schema that is
 * combined of itself is not applied again and again. It does not require what is read-only.
 */
export function selfContained(root: Json, schema: unknown): Json {
  const copying: Copying = { root, targets: new Map() };
  const trail: unknown[] = [];
  let whole = schema;
  while (isBareRef(whole) && !trail.includes(whole.$ref)) {
    trail.push(whole.$ref);
    whole = targetOf(root, whole.$ref);
  }
  const copy = whole === false ? { not: {} } : asJson(copyAt(copying, whole, trail));
  return copying.targets.size === 0 ? copy : { ...copy, $defs: Object.fromEntries(copying.targets) };
}

function isBareRef(schema: unknown): schema is { $ref: string } {
  return typeof asJson(schema)["$ref"] === "string" && Object.keys(asJson(schema)).length === 1;
}

/** Copies a schema that starts to apply to a value. */
function copyAt(copying: Copying, schema: unknown, trail: unknown[] = []): unknown {
  const { root } = copying;
  const readOnly = propertyNames(root, schema).filter((name) => isReadOnly(root, propertyOf(root, schema, name)));
  return copySchema(copying, schema, { trail, readOnly });
}

function copySchema(copying: Copying, schema: unknown, spot: Spot): unknown {
  if (typeof schema === "boolean") return schema;
  const { $ref: ref, ...own } = toCurrent(copying.root, asJson(schema));
  const copied = entries(own).flatMap(([keyword, value]) => copyKeyword(copying, [keyword, value], spot));
  const copy: Json = Object.fromEntries(copied);

  const target = targetOf(copying.root, ref);
  // A schema may repeat another that already applies, as `unevaluatedProperties` is about its own parts alone.
  if (target === undefined || spot.trail.filter((one) => one === ref).length > 1) return copy;
  if (!leadsTo(copying.root, target, ref)) return { $ref: define(copying, String(ref)), ...copy };
  const inlined = copySchema(copying, target, { ...spot, trail: [...spot.trail, ref] });
  return { ...copy, allOf: [...Object.values(asJson(copy["allOf"])), inlined] };
}

function copyKeyword(copying: Copying, [keyword, value]: [string, unknown], spot: Spot): [string, unknown][] {
  if (identifies.has(keyword) || (isList.has(keyword) && !Array.isArray(value))) return [];
  if (keyword === "required" && Array.isArray(value))
    return [[keyword, value.filter((name) => !spot.readOnly.includes(name))]];
  if (keyword === "pattern") return isPattern(value) ? [[keyword, value]] : [];
  // The validator would look for schemas in the objects of keywords that it does not know.
  if (!applied.has(keyword)) {
    if (keyword === "example") return [["examples", [value]]];
    return hasAnyValue.has(keyword) || Array.isArray(value) || typeof value !== "object" ? [[keyword, value]] : [];
  }
  // One of the choices is already applied.
  const refs = Object.values(asJson(value)).map((member) => asJson(member)["$ref"]);
  if (/^(any|one)Of$/.test(keyword) && refs.some((ref) => spot.trail.includes(ref))) return [];

  const copy = (member: unknown): unknown =>
    inPlace.includes(keyword) ? copySchema(copying, member, spot) : copyAt(copying, member);
  if (Array.isArray(value)) return [[keyword, value.map(copy)]];
  if (!namesSchemas.has(keyword)) return [[keyword, copy(value)]];
  const named = entries(value).filter(([name]) => keyword !== "patternProperties" || isPattern(name));
  return [[keyword, Object.fromEntries(named.map(([name, member]) => [name, copy(member)]))]];
}

/** Copies the target of a reference once, and returns the reference to the copy. */
function define(copying: Copying, ref: string): string {
  const name = ref.slice("#/".length);
  if (!copying.targets.has(name)) {
    copying.targets.set(name, {});
    copying.targets.set(name, copyAt(copying, targetOf(copying.root, ref), [ref]));
  }
  return `#/$defs/${encodeURI(escapeKey(name)).replaceAll("#", "%23")}`;
}

/** Whether a schema, where it applies to a value, comes to apply the target of a reference to the same value. */
function leadsTo(root: Json, schema: unknown, goal: unknown, seen = new Set<unknown>()): boolean {
  return refsInPlace(schema).some((ref) => {
    if (ref === goal) return true;
    if (seen.has(ref)) return false;
    seen.add(ref);
    return leadsTo(root, targetOf(root, ref), goal, seen);
  });
}

function refsInPlace(schema: unknown): unknown[] {
  const { $ref: ref, ...own } = asJson(schema);
  const members = inPlace.flatMap((keyword) => {
    const value = own[keyword];
    if (value === undefined) return [];
    return Array.isArray(value) || namesSchemas.has(keyword) ? Object.values(asJson(value)) : [value];
  });
  return [...(ref === undefined ? [] : [ref]), ...members.flatMap(refsInPlace)];
}

/** Writes a schema of OpenAPI 3.0 as one of 3.1. */
function toCurrent({ openapi }: Json, schema: Json): Json {
  if (!String(openapi).startsWith("3.0")) return schema;
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...own } = schema;
  if (own["$ref"] !== undefined) return { $ref: own["$ref"] };
  const { minimum, maximum, ...rest } = own;
  const current = {
    ...rest,
    ...(minimum !== undefined && { [exclusiveMinimum === true ? "exclusiveMinimum" : "minimum"]: minimum }),
    ...(maximum !== undefined && { [exclusiveMaximum === true ? "exclusiveMaximum" : "maximum"]: maximum }),
  };
  return nullable === true ? { anyOf: [current, { type: "null" }] } : current;
}

function isPattern(source: unknown): boolean {
  try {
    return typeof source === "string" && Boolean(RegExp(source, "u"));
  } catch {
    return false;
  }
}
