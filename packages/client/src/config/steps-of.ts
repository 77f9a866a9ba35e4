import type { Action, Step } from "../generated/contract.ts";

/**
 * Returns the steps of an action as one list, whether the vendor sent one step or several; empty for null.
 *
 * @example
 * for (const step of stepsOf(action)) {
 *   if (step.type === "request") console.log(step.config.path);
 * }
 */
export function stepsOf(action: Action): Step[] {
  const { steps } = Object(action);
  if (Array.isArray(steps)) return steps;
  return Object(action) === action ? [action as Step] : [];
}
