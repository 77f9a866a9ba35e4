import { attempt } from "./attempt.ts";

/** How many causes of a cause are kept. */
const deepest = 5;
const longestText = 2000;

/** An error made of nothing but text, safe to log. */
export interface PlainError extends Error {
  /** Its own, or that of its nearest cause that has one. */
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

  // That of a DOMException is a number, which says nothing.
  const own = read(thrown, "code");
  const code = typeof own === "string" ? say(own) : cause?.code;
  const name = say(read(thrown, "name")) || "Error";
  // The frames of this file say nothing about the cause.
  const stack = `${name}: ${plain.message}`;
  return Object.assign(plain, { name, stack, ...(code !== undefined && { code }) });
}

/** What an error says in words, on one line. */
export function reasonOf({ message, name }: Error): string {
  return toLine(message || name);
}

/** Keeps somebody else's text to one line of a log. */
export function toLine(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, " ").slice(0, 200);
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
