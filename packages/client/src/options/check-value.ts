import { ArgumentError } from "../errors/errors.ts";

/** Refuses a value: names the option or argument, what it was given, and what to pass instead. */
export function check(name: string, value: unknown, isGood: unknown, advice: string): asserts isGood {
  if (!isGood) throw new ArgumentError(`${name} is ${show(value)}. ${advice}`);
}

/** Shows a value without running any code of it: a string in quotes, an object by its type. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return Object(value) === value ? `of type ${typeof value}` : String(value);
}
