import { attempt } from "./attempt.ts";

/** How many causes of a cause are kept. */
const deepest = 5;
const longestText = 2000;

/** An error that consists only of text, safe to log. */
export interface PlainError extends Error {
  /** Its own code, or that of the nearest cause that has one. */
  code?: string;
}

/**
 * Copies the name, message and code of a value thrown by foreign code, and of its causes. Nothing else is read: the
 * value may be a graph of any size that contains a request with its token.
 */
export function toPlainError(thrown: unknown, redact: (text: string) => string, depth: number = deepest): PlainError {
  const say = (value: unknown): string =>
    redact(Object(value) === value ? "" : String(value ?? "")).slice(0, longestText);
  const inner = read(thrown, "cause");
  const cause = depth && inner !== undefined && inner !== null ? toPlainError(inner, redact, depth - 1) : undefined;
  const message = Object(thrown) === thrown ? read(thrown, "message") : thrown;
  const plain: PlainError = new Error(say(message), cause && { cause });

  // The code of a DOMException is a number, which is useless here.
  const own = read(thrown, "code");
  const code = typeof own === "string" ? say(own) : cause?.code;
  const name = say(read(thrown, "name")) || "Error";
  // Stack frames from this file do not explain the cause.
  const stack = `${name}: ${plain.message}`;
  return Object.assign(plain, { name, stack, ...(code !== undefined && { code }) });
}

/** An error's message on one line. */
export function reasonOf({ message, name }: Error): string {
  return toLine(message || name);
}

/** Reduces foreign text to one line, for logs. */
export function toLine(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, " ").slice(0, 200);
}

/** The causes of an error, outermost first. */
export function causesOf({ cause }: Error): PlainError[] {
  return cause instanceof Error ? [cause, ...causesOf(cause)] : [];
}

/** Reads a property of a foreign value. */
export function read(value: unknown, key: string | symbol): unknown {
  // A getter that throws counts as absent.
  return attempt(() => Reflect.get(Object(value), key));
}
