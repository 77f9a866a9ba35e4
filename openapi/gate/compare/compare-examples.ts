import { isDeepStrictEqual } from "node:util";
import {
  childOf,
  childPair,
  childPairs,
  isAbsent,
  isSame,
  type Pair,
  type Place,
  resolve,
  resolvePair,
} from "../document/place.ts";
import { rawDifferences } from "../document/raw-differences.ts";
import { finding, type Findings } from "../finding.ts";
import { compareFields } from "./compare-fields.ts";
import { pairUp } from "./pair-up.ts";
import type { Context } from "./visits.ts";

const reserved = ["path", "query", "token"];
const behaviour = ["fault", "sequence"];

/** Compares the examples of a body, a parameter or a header: the one without a name, and the named ones. */
export function* compareExamples(holder: Pair, context: Context): Findings {
  yield* compareValue(childPair(holder, "example"), "the example", context);

  const examples = childPair(holder, "examples");
  context.visits.use(examples, context.direction);
  const { both, removed, added } = pairUp(examples);
  const isSameExample = (one: Place, other: Place): boolean =>
    isDeepStrictEqual(resolve(one).value, resolve(other).value);
  for (const [name, pair] of removed) {
    const renamed = added.find(([, other]) => isSameExample(pair.base, other.revision));
    if (renamed) yield finding("example-renamed", pair, `The example \`${name}\` became \`${renamed[0]}\``);
    else yield finding("example-removed", pair, `The example \`${name}\``);
  }
  for (const [name, pair] of added) yield finding("example-added", pair, `\`${name}\``);
  for (const [name, pair] of both) {
    context.visits.use(pair, context.direction);
    yield* compareExample(resolvePair(pair), `the example \`${name}\``, context);
  }
}

/** Compares one named example, wherever it is defined. */
export function* compareExample(example: Pair, what: string, context: Context): Findings {
  if (!context.visits.enter(example, context.direction, `example ${context.selects.join(" ")}`)) return;

  yield* compareFields(example, ["value", "dataValue", "serializedValue", "externalValue", "x-scenario"]);
  yield* compareScenario(childPair(example, "x-scenario"), what);
  for (const key of ["value", "dataValue"]) yield* compareValue(childPair(example, key), what, context);
  for (const key of ["serializedValue", "externalValue"]) {
    const text = childPair(example, key);
    if (!isSame(text)) yield finding("example-value-changed", text, what);
  }
}

/** Compares the request that triggers an example, and how the mock spoils the response. */
function* compareScenario(scenario: Pair, what: string): Findings {
  const was = reserved.some((key) => !isAbsent(childOf(scenario.base, key)));
  const changed = childPairs(scenario).filter(([, field]) => !isSame(field));
  for (const [key, field] of changed) {
    if (reserved.includes(key) && was) yield finding("example-request-changed", field, what);
    else if ([...reserved, ...behaviour].includes(key)) yield finding("example-behaviour-changed", field, what);
    else yield finding("example-value-changed", field, what);
  }
}

/** Compares the value of an example. Requests select it by its id, so that one may not change. */
function* compareValue(value: Pair, what: string, { selects }: Context): Findings {
  const differences = [...rawDifferences(value)].map(({ pair }) => pair);
  const isId = ({ base }: Pair): boolean => selects.includes(base.pointer.slice(value.base.pointer.length));
  const ids = differences.filter((pair) => isId(pair) && !isSameId(pair));

  for (const id of ids) yield finding("example-id-changed", id, what);
  if (ids.length < differences.length) yield finding("example-value-changed", value, what);
}

/** A request may write the id in any letter case. */
function isSameId({ base, revision }: Pair): boolean {
  return String(base.value).toLowerCase() === String(revision.value).toLowerCase();
}
