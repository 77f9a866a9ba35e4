import { childPair, childPairs, isAbsent, type Pair, resolvePair } from "../document/place.ts";
import { finding, type Findings, opposite } from "../finding.ts";
import { compareFields, nameOf } from "./compare-fields.ts";
import { compareOperation } from "./compare-operation.ts";
import { pairUp, withoutExtensions } from "./pair-up.ts";
import type { Context } from "./visits.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const inherited = ["parameters", "servers", "additionalOperations"];

/** Compares the paths of an API. Two templates that differ only in parameter names are one path. */
export function* comparePaths(paths: Pair, context: Context): Findings {
  context.visits.mark(paths.base, context.direction);
  const templates = withoutExtensions(paths);
  const { both, removed, added } = pairUp(templates, (path) => path.replaceAll(/\{[^}]*\}/g, "{}"));
  for (const [, pair] of removed) yield finding("path-removed", pair, `The path ${nameOf(pair.base.pointer)}`);
  for (const [, pair] of added) yield finding("path-added", pair, `The path ${nameOf(pair.revision.pointer)}`);

  for (const [, pair] of both) {
    const [from, to] = [nameOf(pair.base.pointer), nameOf(pair.revision.pointer)];
    if (from !== to) yield finding("path-parameter-renamed", pair, `The path ${from} became ${to}`);
    yield* comparePathItem(pair, context);
  }
  const names = childPairs(templates).map(([path]) => path);
  yield* compareFields(paths, names);
}

/** Compares webhooks, or the requests of a callback: the server sends them, so every direction is reversed. */
export function* compareCallbackItems(items: Pair, context: Context): Findings {
  context.visits.mark(items.base, context.direction);
  const { both, removed, added } = pairUp(items);
  for (const [name, pair] of removed) yield finding("callback-removed", pair, `The call \`${name}\``);
  for (const [name, pair] of added) yield finding("callback-added", pair, `The call \`${name}\``);
  for (const [, pair] of both) yield* comparePathItem(pair, context);
}

/** Compares the callbacks of an operation by name. */
export function* compareCallbacks(callbacks: Pair, context: Context): Findings {
  const { both, removed, added } = pairUp(callbacks);
  for (const [name, pair] of removed) yield finding("callback-removed", pair, `The callback \`${name}\``);
  for (const [name, pair] of added) yield finding("callback-added", pair, `The callback \`${name}\``);
  for (const [, pair] of both) {
    const callback = resolvePair(pair);
    if (!context.visits.enter(callback, context.direction)) continue;
    yield* compareCallbackItems(callback, { ...context, direction: opposite(context.direction) });
  }
}

export function* comparePathItem(pair: Pair, context: Context): Findings {
  const item = resolvePair(pair);
  context.visits.use(pair, context.direction);
  if (!context.visits.enter(item, context.direction, "path item")) return;

  const others = childPairs(childPair(item, "additionalOperations"));
  const operations = [...methods.map((method): [string, Pair] => [method, childPair(item, method)]), ...others];
  for (const [method, operation] of operations) {
    const { base, revision } = operation;
    const name = `${method.toUpperCase()} ${nameOf(item.revision.pointer)}`;
    if (isAbsent(base) && isAbsent(revision)) continue;
    if (isAbsent(revision)) yield finding("operation-removed", operation, name);
    else if (isAbsent(base)) yield finding("operation-added", operation, name);
    else yield* compareOperation(operation, item, context);
  }
  yield* compareFields(item, [...methods, ...inherited]);
}
