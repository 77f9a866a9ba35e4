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

function validateBody(
  validate: () => readonly BodyViolation[],
  redact: (text: string) => string,
): readonly BodyViolation[] {
  try {
    return validate();
  } catch (thrown) {
    const cause = toPlainError(thrown, redact);
    throw new ArgumentError(`validate threw: ${reasonOf(cause)}`, cause);
  }
}

/** The violations as the reason of an error: where they are, and the rules. */
export function describeViolations(violations: readonly BodyViolation[]): string {
  const listed = violations
    .slice(0, mostListed)
    .map(({ pointer, rule }) => `${toLine(pointer) || "the body"} (${rule})`);
  const more = violations.length - listed.length;
  return `the body breaks the contract: ${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
