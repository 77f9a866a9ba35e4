import { ArgumentError } from "./errors.ts";

/** Names the option or argument, the value it was given, and what to pass instead. */
export function wrongValue(name: string, value: unknown, advice: string): ArgumentError {
  const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
  return new ArgumentError(`${name} is ${shown}. ${advice}`);
}
