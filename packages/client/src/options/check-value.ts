import { ArgumentError } from "../errors/errors.ts";

/** Rejects an invalid value. The message names the option or argument, the value, and what to pass instead. */
export function check(name: string, value: unknown, isValid: unknown, advice: string): asserts isValid {
  if (!isValid) throw new ArgumentError(`${name} is ${show(value)}. ${advice}`);
}

/** Shows a value without running its code: a string in quotes, an object by its type. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return Object(value) === value ? `of type ${typeof value}` : String(value);
}
