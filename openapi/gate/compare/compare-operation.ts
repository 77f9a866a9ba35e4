import { childOf, childPair, isAbsent, isNode, type Pair, resolve, rootOf } from "../document/place.ts";
import { finding, type Findings, opposite } from "../finding.ts";
import { compareBody } from "./compare-body.ts";
import { compareFields } from "./compare-fields.ts";
import { compareParameters, parametersOf } from "./compare-parameters.ts";
import { compareCallbacks } from "./compare-paths.ts";
import { compareResponses } from "./compare-responses.ts";
import { compareSecurity } from "./compare-security.ts";
import { compareServers } from "./compare-servers.ts";
import type { Context } from "./visits.ts";

const handled = ["operationId", "parameters", "requestBody", "responses", "callbacks", "security", "servers"];

/** Compares an operation with what it inherits from its path and its document. */
export function* compareOperation(operation: Pair, item: Pair, context: Context): Findings {
  context.visits.use(operation, context.direction);
  yield* compareOperationId(childPair(operation, "operationId"));
  yield* compareFields(operation, handled);

  yield* compareServers(inheritedPair("servers", [operation, item]));
  yield* compareSecurity(inheritedPair("security", [operation]));
  yield* compareParameters(operation, item, context);
  yield* compareBody(childPair(operation, "requestBody"), context);

  const received = { ...context, direction: opposite(context.direction), selects: selectsOf(operation, item) };
  yield* compareResponses(childPair(operation, "responses"), received);
  yield* compareCallbacks(childPair(operation, "callbacks"), context);
}

function* compareOperationId(id: Pair): Findings {
  const [from, to] = [id.base.value, id.revision.value];
  if (from === to) return;
  if (isAbsent(id.base)) yield finding("operation-id-added", id, `\`${String(to)}\``);
  else if (isAbsent(id.revision))
    yield finding("operation-id-changed", id, `The operationId \`${String(from)}\` was removed`);
  else yield finding("operation-id-changed", id, `The operationId \`${String(from)}\` became \`${String(to)}\``);
}

/** A field of the innermost object that has it: the operation, its path, or the document. */
function inheritedPair(key: string, from: Pair[]): Pair {
  const find = (side: "base" | "revision"): Pair["base"] => {
    const places = [...from.map((pair) => pair[side]), rootOf(from[0]![side].document)];
    const holder = places.find(({ value }) => isNode(value) && Object.hasOwn(value, key)) ?? places.at(-1)!;
    return childPair({ base: holder, revision: holder }, key).base;
  };
  return { base: find("base"), revision: find("revision") };
}

/** Where a body of the base has the values that the parameters select by. */
function selectsOf(operation: Pair, item: Pair): string[] {
  return [...parametersOf(operation.base, item.base).values()].flatMap((parameter) => {
    const { value } = childOf(resolve(parameter), "x-selects");
    return typeof value === "string" ? [value] : [];
  });
}
