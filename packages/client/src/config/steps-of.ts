import type { Action, Step } from "../generated/contract.ts";

/**
 * The steps of an action as one list, whether the vendor sent one step or several.
 *
 * @example
 * for (const step of stepsOf(action)) {
 *   if (step.type === "request") console.log(step.config.path);
 * }
 */
export function stepsOf(action: Action): Step[] {
  return "steps" in action && Array.isArray(action.steps) ? action.steps : [action as Step];
}
