import type { RememberedPlan } from "./prepare-plan.ts";

/** A longer request is planned each time. */
const longestRequest = 2048;
const mostPlans = 1000;
const mostCharacters = 32 * 2 ** 20;

/** Remembers plans by their requests, as long as they are not too many or too large together. */
export class PlanMemory {
  readonly #plans = new Map<string, RememberedPlan>();
  #characters = 0;

  get(request: string): RememberedPlan | undefined {
    return this.#plans.get(request);
  }

  set(request: string, plan: RememberedPlan): void {
    const size = sizeOf(request, plan);
    if (request.length > longestRequest || size > mostCharacters) return;

    this.#forget(request);
    this.#plans.set(request, plan);
    this.#characters += size;
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size <= mostPlans && this.#characters <= mostCharacters) return;
      this.#forget(oldest);
    }
  }

  #forget(request: string): void {
    const plan = this.#plans.get(request);
    if (plan) this.#characters -= sizeOf(request, plan);
    this.#plans.delete(request);
  }
}

function sizeOf(request: string, { responses }: RememberedPlan): number {
  return responses.reduce((sum, { text, arrives = "" }) => sum + text.length + arrives.length, request.length);
}
