import { childOf, childPair, childPairs, childrenOf, isSame, type Pair, resolvePair } from "../document/place.ts";
import { finding, type Findings } from "../finding.ts";
import { compareContent } from "./compare-body.ts";
import { compareFields } from "./compare-fields.ts";
import { compareParameter } from "./compare-parameters.ts";
import { pairUp, withoutExtensions } from "./pair-up.ts";
import type { Context } from "./visits.ts";

/** Compares the responses of an operation by status. */
export function* compareResponses(responses: Pair, context: Context): Findings {
  context.visits.use(responses, context.direction);
  const statuses = withoutExtensions(responses);
  const { both, removed, added } = pairUp(statuses, (status) => status.toUpperCase());
  const hasSuccess = childrenOf(responses.base).some(([status]) => status.startsWith("2"));

  for (const [status, pair] of removed) {
    const isError = /^[45]/.test(status) || (status === "DEFAULT" && hasSuccess);
    // An API that sends a callback may no longer handle the error that a receiver returns.
    const rule = isError && context.direction === "response" ? "error-status-removed" : "success-status-removed";
    yield finding(rule, pair, `The response \`${status.toLowerCase()}\``);
  }
  for (const [status, pair] of added) yield finding("status-added", pair, `\`${status.toLowerCase()}\``);
  for (const [status, pair] of both) {
    // Only a success is selected by id.
    yield* compareResponse(pair, /^[45]/.test(status) ? { ...context, selects: [] } : context);
  }
  const names = childPairs(statuses).map(([status]) => status);
  yield* compareFields(responses, names);
}

/** Compares one response, wherever it is defined. */
export function* compareResponse(listed: Pair, context: Context): Findings {
  const response = resolvePair(listed);
  context.visits.use(listed, context.direction);
  if (!context.visits.enter(response, context.direction, `response ${context.selects.join(" ")}`)) return;

  yield* compareFields(response, ["headers", "content", "links"]);
  yield* compareHeaders(childPair(response, "headers"), context);
  yield* compareContent(childPair(response, "content"), context);
  yield* compareLinks(childPair(response, "links"), context);
}

function* compareHeaders(headers: Pair, context: Context): Findings {
  context.visits.use(headers, context.direction);
  const { both, removed, added } = pairUp(headers, (name) => name.toLowerCase());
  for (const [name, pair] of removed)
    yield finding("header-removed", pair, `The header \`${name}\``, context.direction);
  for (const [name, listed] of added) {
    const isRequired = childOf(resolvePair(listed).revision, "required").value === true;
    const isDemanded = isRequired && context.direction === "request";
    yield finding(
      isDemanded ? "required-parameter-added" : "header-added",
      listed,
      `The header \`${name}\``,
      context.direction,
    );
  }
  for (const [name, listed] of both) {
    context.visits.use(listed, context.direction);
    yield* compareParameter(resolvePair(listed), `The header \`${name}\``, context);
  }
}

function* compareLinks(links: Pair, context: Context): Findings {
  context.visits.use(links, context.direction);
  const { both, removed, added } = pairUp(links);
  for (const [name, pair] of removed) yield finding("link-removed", pair, `The link \`${name}\``);
  for (const [name, pair] of added) yield finding("link-added", pair, `The link \`${name}\``);
  for (const [name, listed] of both) yield* compareLink(resolvePair(listed), `The link \`${name}\``, context);
}

export function* compareLink(link: Pair, what: string, { visits, direction }: Context): Findings {
  const targets = ["operationRef", "operationId", "parameters", "requestBody", "server"];
  visits.use(link, direction);
  for (const key of targets) {
    const field = childPair(link, key);
    if (!isSame(field)) yield finding("link-changed", field, what);
  }
  yield* compareFields(link, targets);
}
