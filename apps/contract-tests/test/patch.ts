import { applyPatch, valueAt } from "@integrations-api/scenarios";

/** One change of a body: the value at a pointer is set, or removed if no value is given. */
export interface Patch {
  pointer: string;
  value?: unknown;
}

/** Copies a body with one key changed. Throws if the pointer does not fit, to catch typos. */
export function patched(body: unknown, { pointer: path, ...change }: Patch): unknown {
  if (!("value" in change)) return applyPatch(body, [{ op: "remove", path }]);
  const op = valueAt(body, path) === undefined ? "add" : "replace";
  return applyPatch(body, [{ op, path, value: change.value }]);
}
