import { chooseMembers } from "./choose-members.ts";
import { collectSchemas } from "./collect-schemas.ts";
import { type Declaration, declarationsOf, inOtherCase, missingFrom } from "./declarations.ts";
import type { Format } from "./formats.ts";
import { asJson, escapeKey, hasOwn, isJson, type Json, targetOf } from "./json.ts";
import { brokenRule, type Fault } from "./rules.ts";

/** A value of a body, and the schemas of the contract that are about it. */
export interface Spot {
  /** A JSON pointer, empty for the body itself. */
  pointer: string;
  /** How many objects and lists contain the value. */
  depth: number;
  /** `undefined` if the value is missing. */
  value: unknown;
  /** The schemas that apply to the value; the first is the one that its object or list declares. */
  schemas: Json[];
  /** The schemas of alternatives that the value does not take. */
  others: Json[];
  /** Whether the contract requires the value, but the body does not have it. */
  isMissing: boolean;
  /** Whether the contract does not declare the property, or one that contains the value, or not as what it is. */
  isUnknown: boolean;
  fault?: Fault;
}

/** Where the schemas are, and who sends the body. */
export interface Walking {
  document: unknown;
  /** The formats that are checked; any other allows any text. */
  formats: Record<string, Format>;
  direction: "request" | "response";
  /** Whether values keep a schema, as far as is known; `false` while it is being found out. */
  verdicts: Map<Json, Map<unknown, boolean>>;
  /** Whether only faults are of interest. */
  isJudging: boolean;
}

/** A place in a body, before the schemas that lead there are followed. */
type Step = Omit<Spot, "schemas" | "others"> & { schemas: unknown[]; others: unknown[] };

/** What applies to a value. */
interface Found {
  step: Step;
  schemas: Set<Json>;
  others: Set<Json>;
  /** Whether it is not clear which of several alternatives is meant. */
  isUndecided: boolean;
  fault?: Fault | undefined;
  /** Whether the value is an object or a list where another type is declared. */
  isMistyped: boolean;
  /** Faults of the value's properties, by name. */
  ofMembers: Map<string, Fault>;
}

/** Lists the values of a body along a schema, each before its members. */
export function* walk(walking: Walking, schema: unknown, body: unknown): Iterable<Spot> {
  const start = {
    pointer: "",
    depth: 0,
    value: body,
    schemas: [schema],
    others: [],
    isMissing: false,
    isUnknown: false,
  };
  // A stack of its own, because a body may be nested more deeply than functions can be.
  const steps: Step[] = [start];
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { value, isMissing } = step;
    const found = find(walking, step);
    const schemas = [...found.schemas];
    if (isMissing && schemas.some((one) => isLeftOut(one, walking))) continue;
    const fault = step.fault ?? (isMissing ? undefined : faultOf(walking, found));
    yield { ...step, schemas, others: [...found.others], ...(fault && { fault }) };
    // Nothing more can be wrong where no schema applies.
    if (!isJson(value) || (walking.isJudging && schemas.length === 0)) continue;
    found.isMistyped = fault?.rule === "type";
    const members = Object.keys(value).map((key) => toMember(walking, found, key));
    for (const key of missingIn(found, value)) {
      const missing: Fault = { rule: "required", message: "is missing" };
      members.push({ ...toMember(walking, found, key), isMissing: true, fault: missing });
    }
    while (members.length > 0) steps.push(members.pop()!);
  }
}

/** Whether a value keeps a schema. */
function isValid(walking: Walking, schema: unknown, value: unknown): boolean {
  if (!isJson(schema)) return schema !== false;
  const verdicts = walking.verdicts.get(schema) ?? new Map<unknown, boolean>();
  walking.verdicts.set(schema, verdicts);
  if (!verdicts.has(value)) {
    verdicts.set(value, false);
    verdicts.set(value, keeps({ ...walking, isJudging: true }, schema, value));
  }
  return verdicts.get(value) === true;
}

function keeps(walking: Walking, schema: unknown, value: unknown): boolean {
  for (const { fault } of walk(walking, schema, value)) if (fault) return false;
  return true;
}

function find(walking: Walking, step: Step): Found {
  const found = startFrom(step);
  for (const schema of step.schemas) {
    if (step.isMissing) describe(walking, schema, found.schemas);
    else apply(walking, schema, found);
  }
  if (walking.isJudging) return found;
  for (const schema of step.others) describe(walking, schema, found.others);
  for (const schema of found.schemas) found.others.delete(schema);
  return found;
}

function startFrom(step: Step): Found {
  return { step, schemas: new Set(), others: new Set(), isUndecided: false, isMistyped: false, ofMembers: new Map() };
}

/** Adds a schema and all that it applies to the same value. */
function apply(walking: Walking, schema: unknown, found: Found): void {
  if (schema === false) found.fault ??= { rule: "not", message: "is not allowed" };
  if (!isJson(schema) || found.schemas.has(schema)) return;
  found.schemas.add(schema);

  const { value } = found.step;
  const { $ref: reference, allOf, if: condition, then, else: otherwise, dependentSchemas } = schema;
  const dependents = Object.entries(asJson(dependentSchemas)).filter(([key]) => hasOwn(value, key));
  const target = typeof reference === "string" ? [targetOf(walking.document, reference)] : [];
  const conditional =
    condition === undefined ? [] : isValid(walking, condition, value) ? [condition, then] : [otherwise];
  const applied = [...target, ...Object.values(asJson(allOf)), ...conditional, ...dependents.map(([, one]) => one)];
  for (const one of applied) apply(walking, one, found);

  for (const keyword of ["oneOf", "anyOf"] as const) {
    if (!Array.isArray(schema[keyword])) continue;
    const fits = (member: unknown): boolean => isValid(walking, member, value);
    const { meant, fault, ofMember } = chooseMembers(walking.document, schema, { keyword, value, fits });
    found.fault ??= fault;
    found.isUndecided ||= meant.length === 0;
    if (ofMember) found.ofMembers.set(...ofMember);
    // Nothing more can be wrong in what was found to be right.
    if (walking.isJudging && meant.every(fits)) continue;
    for (const member of schema[keyword]) {
      if (meant.includes(member)) apply(walking, member, found);
      else if (!walking.isJudging) describe(walking, member, found.others);
    }
  }
}

/** Adds a schema and all that it may apply to the same value. */
function describe({ document }: Walking, schema: unknown, found: Set<Json>): void {
  collectSchemas({ document, keywords: ["allOf", "oneOf", "anyOf", "then", "else"] }, schema, found);
}

function faultOf(walking: Walking, { step: { value }, schemas, fault }: Found): Fault | undefined {
  for (const schema of schemas) {
    const own = brokenRule(schema, value, walking.formats);
    if (own) return own;
  }
  for (const schema of schemas) {
    const own = brokenCount(walking, schema, value);
    if (own) return own;
    const { not: excluded } = schema;
    if (excluded === undefined || !isValid(walking, excluded, value)) continue;
    const names = Object.values(asJson(asJson(excluded)["required"]));
    const message = names.length > 0 ? `must not have ${names.join(" and ")} together` : "is excluded by the contract";
    return { rule: "not", message };
  }
  return fault;
}

function brokenCount(walking: Walking, schema: Json, value: unknown): Fault | undefined {
  const { contains, minContains = 1, maxContains = Infinity } = schema;
  if (contains === undefined || !Array.isArray(value)) return undefined;
  const count = value.filter((item) => isValid(walking, contains, item)).length;
  const isKept = count >= Number(minContains) && count <= Number(maxContains);
  return isKept ? undefined : { rule: "contains", message: `must not have ${count} matching items` };
}

/** A property or an item, with the schemas that declare it. */
function toMember(walking: Walking, found: Found, key: string): Step {
  const { step, isUndecided, isMistyped, ofMembers } = found;
  const [schemas, others] = [[...found.schemas], [...found.others]];
  const owner = asJson(step.value);
  const isList = Array.isArray(owner);
  const declared = schemas.flatMap((schema) => {
    const own = declarationsOf(schema, owner, key);
    const { unevaluatedProperties: rest } = schema;
    if (own.length > 0 || isList || rest === undefined || isEvaluated(walking, { schema, step }, key)) return own;
    return [["unevaluatedProperties", rest] satisfies Declaration];
  });
  const forbidden = declared.find(([, schema]) => schema === false);
  const isNamed = isList || schemas.every(({ propertyNames }) => isValid(walking, propertyNames, key));
  const fault =
    ofMembers.get(key) ??
    (forbidden && { rule: forbidden[0], message: "is not allowed" }) ??
    (isNamed ? undefined : { rule: "propertyNames", message: "is not an allowed name" });

  const rest = others.flatMap((schema) => declarationsOf(schema, owner, key));
  const all = walking.isJudging ? [] : [...schemas, ...others];
  const alike = all.flatMap((schema) => [
    ...inOtherCase(schema, key),
    // A list of what should be there alone, or the other way round, may contain the same secrets.
    ...(isMistyped ? [isList ? schema : (schema["items"] ?? [])].flat() : []),
  ]);
  const isOpen = isUndecided || schemas.length === 0;
  const isClosed = (isOpen ? all : schemas).some(({ properties }) => properties);
  const isDeclared = declared.length > 0 || (isOpen && rest.length > 0);
  return {
    pointer: `${step.pointer}/${escapeKey(key)}`,
    depth: step.depth + 1,
    value: hasOwn(owner, key) ? owner[key] : undefined,
    schemas: declared.map(([, schema]) => schema).filter((schema) => schema !== false),
    others: [...rest.map(([, schema]) => schema), ...alike],
    isMissing: false,
    isUnknown: step.isUnknown || isMistyped || (!isList && isClosed && !isDeclared),
    ...(fault && { fault }),
  };
}

/** Whether a schema that another applies to the same object declares a property. */
function isEvaluated(walking: Walking, { schema, step }: { schema: Json; step: Step }, key: string): boolean {
  const found = startFrom(step);
  apply({ ...walking, isJudging: false }, schema, found);
  found.schemas.delete(schema);
  return [...found.schemas].some((one) => {
    return one["unevaluatedProperties"] !== undefined || declarationsOf(one, asJson(step.value), key).length > 0;
  });
}
/** The required properties that an object does not have. */
function missingIn({ schemas, ofMembers }: Found, value: Json): Set<string> {
  if (Array.isArray(value)) return new Set();
  const tags = [...ofMembers.keys()].filter((key) => !hasOwn(value, key));
  return new Set([...[...schemas].flatMap((schema) => missingFrom(schema, value)), ...tags]);
}

/** Whether a value is only in bodies of the other direction, so this one need not have it. */
function isLeftOut({ readOnly, writeOnly }: Json, { direction }: Walking): boolean {
  return (direction === "request" ? readOnly : writeOnly) === true;
}
