import { ArgumentError } from "../errors/errors.ts";
import { reasonOf, toLine, toPlainError } from "../errors/plain-error.ts";
import { check } from "../options/check-value.ts";
import type { BodyViolation } from "../options/validate.ts";
import type { Call } from "./call.ts";
import { isJson, mediaTypeOf } from "./media-type.ts";
import type { PreparedRequest } from "./prepare-request.ts";

/** How many violations the message of an error lists. */
const mostListed = 10;

/** Checks the JSON body of a response that the contract declares, if the caller wants that. */
export function findViolations(
  { redact }: Call,
  { settings: { validate }, declaredAt }: PreparedRequest,
  { response: { status, headers }, json }: { response: Response; json: unknown },
): readonly BodyViolation[] {
  const contentType = mediaTypeOf(headers.get("content-type"));
  if (!validate || !declaredAt || contentType === undefined || !isJson(contentType)) return [];
  const found = validateBody(() => validate(json, { ...declaredAt, status, contentType }), redact.text);
  check("The result of validate", found, Array.isArray(found), "Return a list of violations.");
  // A pointer consists of keys of the body.
  return redact.json(found) as BodyViolation[];
}

/** The violations with nothing else in them, or what is returned instead of such a list. */
function validateBody(validate: () => unknown, redact: (text: string) => string): unknown {
  try {
    const found = validate();
    if (Array.isArray(found)) return found.every(isViolation) ? Array.from(found, toPlain) : "a list of something else";
    // A promise that nobody waits for must not end the process.
    Promise.resolve(found).catch(() => undefined);
    return found;
  } catch (thrown) {
    const cause = toPlainError(thrown, redact);
    throw new ArgumentError(`validate threw: ${reasonOf(cause)}`, cause);
  }
}

function isViolation(entry: unknown): entry is BodyViolation {
  const { pointer, rule, message } = Object(entry);
  return [pointer, rule, message].every((text) => typeof text === "string");
}

function toPlain({ pointer, rule, message, anchor }: BodyViolation): BodyViolation {
  return { pointer, rule, message, ...(typeof anchor === "string" && { anchor }) };
}

/** The violations as the reason of an error: where they are, and the rules. */
export function describeViolations(violations: readonly BodyViolation[]): string {
  const listed = violations
    .slice(0, mostListed)
    .map(({ pointer, rule }) => `${toLine(pointer) || "the body"} (${toLine(rule)})`);
  const more = violations.length - listed.length;
  return `the body breaks the contract: ${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
