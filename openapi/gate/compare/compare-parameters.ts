import {
  childOf,
  childPair,
  childPairs,
  childrenOf,
  isNode,
  isSame,
  type Pair,
  type Place,
  resolve,
  resolvePair,
} from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareContent } from "./compare-body.ts";
import { compareExamples } from "./compare-examples.ts";
import { compareFields } from "./compare-fields.ts";
import { pairNames } from "./pair-up.ts";
import { compareSchema } from "../schema/compare-schema.ts";
import type { Context } from "./visits.ts";

const serialization = ["style", "explode", "allowReserved", "allowEmptyValue"];
const handled = ["name", "in", "required", "schema", "content", "example", "examples", ...serialization];

/** The parameters of an operation by place and name. Its own replace those of its path. */
export function parametersOf(operation: Place, item: Place): Map<string, Place> {
  const listed = [item, operation].flatMap((holder) => childrenOf(childOf(holder, "parameters")));
  return new Map(listed.map(([, parameter]) => [labelOf(resolve(parameter)), parameter]));
}

function labelOf({ value }: Place): string {
  const { name, in: place } = isNode(value) ? value : {};
  // The names of headers ignore letter case.
  return `${String(place)} parameter \`${place === "header" ? String(name).toLowerCase() : String(name)}\``;
}

export function* compareParameters(operation: Pair, item: Pair, context: Context): Findings {
  const { direction } = context;
  for (const parent of [operation, item]) {
    const listed = childPair(parent, "parameters");
    context.visits.use(listed, direction);
    for (const [, pair] of childPairs(listed)) context.visits.use(pair, direction);
  }
  const [base, revision] = [parametersOf(operation.base, item.base), parametersOf(operation.revision, item.revision)];
  const { both, removed, added } = pairNames(
    withoutPath(base),
    withoutPath(revision),
    childPair(operation, "parameters"),
  );

  for (const [label, pair] of removed) yield finding("parameter-removed", pair, `The ${label}`);
  for (const [label, pair] of added) {
    const isRequired = childOf(resolve(pair.revision), "required").value === true;
    yield finding(isRequired ? "required-parameter-added" : "parameter-added", pair, `The ${label}`, direction);
  }
  for (const [label, pair] of both) yield* compareParameter(resolvePair(pair), `The ${label}`, context);
  yield* comparePathParameters(base, revision, context);
}

function isInPath(listed: Place): boolean {
  const { value } = resolve(listed);
  return isNode(value) && value["in"] === "path";
}

function withoutPath(parameters: Map<string, Place>): Map<string, Place> {
  return new Map([...parameters].filter(([, place]) => !isInPath(place)));
}

/** The template pairs path parameters, in order. A rename is a difference of the path itself. */
function* comparePathParameters(base: Map<string, Place>, revision: Map<string, Place>, context: Context): Findings {
  const inPath = [...base].filter(([, place]) => isInPath(place));
  const others = [...revision].filter(([label, place]) => isInPath(place) && !base.has(label));
  for (const [label, place] of inPath) {
    const other = revision.get(label) ?? others.shift()?.[1];
    if (other) yield* compareParameter(resolvePair({ base: place, revision: other }), `The ${label}`, context);
  }
}

/** Compares a parameter or a header. */
export function* compareParameter(parameter: Pair, what: string, context: Context): Findings {
  const { visits, direction } = context;
  if (!visits.enter(parameter, direction)) return;

  yield* compareRequired(childPair(parameter, "required"), what, context);
  const [base, revision] = [serializationOf(parameter.base), serializationOf(parameter.revision)];
  for (const key of serialization) {
    if (base[key] !== revision[key])
      yield finding("serialization-changed", childPair(parameter, key), `\`${key}\` of ${what.replace("The", "the")}`);
  }
  yield* compareFields(parameter, handled);
  yield* compareSchema(childPair(parameter, "schema"), context);
  yield* compareContent(childPair(parameter, "content"), context);
  yield* compareExamples(parameter, context);
}

export function* compareRequired(required: Pair, what: string, { direction }: Context): Findings {
  const [was, is] = [required.base.value === true, required.revision.value === true];
  if (was === is || isSame(required)) return;
  yield finding(is ? "became-required" : "became-optional", required, what, direction);
}

/** How the value is written, with the defaults filled in. */
function serializationOf({ value }: Place): Record<string, unknown> {
  const node = isNode(value) ? value : {};
  const style = node["style"] ?? (["query", "cookie"].includes(String(node["in"])) ? "form" : "simple");
  const { explode = style === "form", allowReserved = false, allowEmptyValue = false } = node;
  return { style, explode, allowReserved, allowEmptyValue };
}
