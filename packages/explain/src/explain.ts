import { explainerOf } from "./create-explainer.ts";
import type { Explanation, Violation } from "./explanation.ts";
import { contract, type SchemaName } from "./generated/contract.ts";
import type { Place } from "./place.ts";

const explainer = explainerOf<SchemaName>(contract);
const integration: Place<SchemaName> = { schema: "Integration" };

/**
 * Explains every value of a body: where the contract declares it, what it means, whether it is secret and what is wrong
 * with it. An object comes before its members. The values themselves are not part of the result.
 *
 * @param place Which schema the body should keep, by its name or by the operation. Default: `Integration`.
 * @throws {RangeError} if the contract does not have the place
 * @example
 * for (const { pointer, meaning, isSecret } of explain(integration)) console.log(pointer, isSecret, meaning);
 */
export function explain(body: unknown, place: Place<SchemaName> = integration): Explanation[] {
  return explainer.explain(body, place);
}

/**
 * Lists the rules of the contract that a body breaks, at most one for each value. Unknown keys are allowed.
 *
 * @param place Which schema the body should keep, by its name or by the operation. Default: `Integration`.
 * @throws {RangeError} if the contract does not have the place
 * @example
 * const [violation] = validate({ sharing: "public" }, { schema: "Integration" });
 * console.log(violation?.pointer, violation?.message);
 */
export function validate(body: unknown, place: Place<SchemaName> = integration): Violation[] {
  return explainer.validate(body, place);
}
