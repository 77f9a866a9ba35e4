import { attempt } from "./attempt.ts";

/** How many causes of a cause are kept. */
const deepest = 5;
const longestText = 2000;

/** An error made of nothing but text, safe to log. */
export interface PlainError extends Error {
  code?: string;
}

/**
 * Copies name, message and code of what foreign code has thrown, and of its causes. Nothing else of it is looked at: it
 * may be a graph of any size, and hold a request with its token where no search finds it.
 */
export function toPlainError(thrown: unknown, redact: (text: string) => string, depth: number = deepest): PlainError {
  const say = (value: unknown): string =>
    redact(Object(value) === value ? "" : String(value ?? "")).slice(0, longestText);
  const inner = read(thrown, "cause");
  const cause = depth && inner !== undefined && inner !== null ? toPlainError(inner, redact, depth - 1) : undefined;
  const message = Object(thrown) === thrown ? read(thrown, "message") : thrown;
  const plain: PlainError = new Error(say(message), cause && { cause });

  const code = read(thrown, "code");
  const name = say(read(thrown, "name")) || "Error";
  // The frames of this file say nothing about the cause.
  const stack = `${name}: ${plain.message}`;
  return Object.assign(plain, { name, stack, ...(code !== undefined && { code: say(code) }) });
}

/** What an error says in words. */
export function reasonOf({ message, name }: Error): string {
  return message || name;
}

/** The causes of an error, outermost first. */
export function causesOf({ cause }: Error): PlainError[] {
  return cause instanceof Error ? [cause, ...causesOf(cause)] : [];
}

/** Reads a property of a foreign value. */
export function read(value: unknown, key: string | symbol): unknown {
  // A getter that throws has nothing to say.
  return attempt(() => Reflect.get(Object(value), key));
}
