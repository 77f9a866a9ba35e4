import { isDeepStrictEqual } from "node:util";
import { applyChange, type Change } from "./document/apply-patch.ts";
import { valueAt } from "./document/json-pointer.ts";
import { type Example, type Operation, operationsOf } from "./document/operations.ts";
import { type Context, isNode, type Node, type Visit } from "./document/redocly.ts";

/** The patch of a scenario fits its example, and does not change the values that requests select or narrow by. */
export function scenarioPatchApplies(): { PathItem: Visit } {
  return {
    PathItem(pathItem, context) {
      for (const operation of operationsOf(pathItem, context)) {
        for (const example of operation.examples) checkPatch(example, operation, context);
      }
    },
  };
}

function checkPatch({ node, at }: Example, { parameters }: Operation, context: Context): void {
  let body = node["value"];
  for (const [index, change] of changesOf(node).entries()) {
    const fault = conflictOf(body, change, parameters);
    if (fault === undefined) body = applyChange(body, change);
    else context.report({ message: fault, location: at.child(["x-scenario", "patch", index, "path"]) });
  }
}

/** Reads the changes with a valid shape; another rule reports the others. */
function changesOf({ "x-scenario": scenario }: Node): Change[] {
  if (!isNode(scenario) || !Array.isArray(scenario["patch"])) return [];
  return scenario["patch"].filter((change) => isNode(change) && typeof change["path"] === "string");
}

function conflictOf(body: unknown, change: Change, parameters: Node[]): string | undefined {
  const { changed, fault } = attempt(body, change);
  if (fault !== undefined) return `This patch does not fit the example: ${fault}.`;

  for (const { "x-selects": selects, "x-narrows": narrows } of parameters) {
    if (typeof selects === "string" && !isDeepStrictEqual(valueAt(body, selects), valueAt(changed, selects)))
      return `This patch changes the value at ${selects}, by which requests select the example.`;
    const entry = typeof narrows === "string" && change.path.startsWith(`${narrows}/`) ? change.path : undefined;
    if (entry !== undefined && !entry.endsWith("/-"))
      return `This patch changes an entry of ${narrows}, which is missing if a request narrows the list.`;
  }
  return undefined;
}

function attempt(body: unknown, change: Change): { changed?: unknown; fault?: string } {
  try {
    return { changed: applyChange(body, change) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
