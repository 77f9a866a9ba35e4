import { childOf, childPair, isAbsent, isSame, type Pair, resolvePair } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareExamples } from "./compare-examples.ts";
import { compareFields } from "./compare-fields.ts";
import { compareRequired } from "./compare-parameters.ts";
import { pairUp } from "./pair-up.ts";
import { compareSchema } from "../schema/compare-schema.ts";
import type { Context } from "./visits.ts";

/** Compares the request body of an operation. */
export function* compareBody(pair: Pair, context: Context): Findings {
  const body = resolvePair(pair);
  if (isAbsent(body.base) && isAbsent(body.revision)) return;

  const isRequired = childOf(body.revision, "required").value === true;
  if (isAbsent(body.revision)) yield finding("body-removed", pair, "The request body");
  else if (isAbsent(body.base)) {
    yield finding(isRequired ? "required-body-added" : "body-added", pair, "The request body", context.direction);
  } else {
    context.visits.use(pair, context.direction);
    if (!context.visits.enter(body, context.direction, "body")) return;
    yield* compareRequired(childPair(body, "required"), "The request body", context);
    yield* compareFields(body, ["required", "content"]);
    yield* compareContent(childPair(body, "content"), context);
  }
}

/** Compares bodies by media type. */
export function* compareContent(content: Pair, context: Context): Findings {
  context.visits.mark(content.base, context.direction);
  const { both, removed, added } = pairUp(content, (type) => type.toLowerCase().replaceAll(/\s*;\s*/g, ";"));
  for (const [type, pair] of removed) yield finding("media-type-removed", pair, `\`${type}\``);
  for (const [type, pair] of added) yield finding("media-type-added", pair, `\`${type}\``);

  for (const [type, listed] of both) {
    const pair = resolvePair(listed);
    context.visits.use(pair, context.direction);
    const encoding = childPair(pair, "encoding");
    if (!isSame(encoding)) yield finding("encoding-changed", encoding, `\`${type}\``);
    yield* compareFields(pair, ["schema", "itemSchema", "encoding", "example", "examples"]);
    yield* compareSchema(childPair(pair, "schema"), context);
    yield* compareSchema(childPair(pair, "itemSchema"), context);
    yield* compareExamples(pair, context);
  }
}
