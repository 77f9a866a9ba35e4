export type Level = "none" | "patch" | "minor" | "major";

/** How far users must change their code, and why. `{what}` is filled in with what changed. */
export interface Verdict {
  level: Exclude<Level, "none">;
  sentence: string;
}

/** The same verdict for every direction, or one for each. */
export type Policy = Verdict | { request: Verdict; response: Verdict };

const major = (sentence: string): Verdict => ({ level: "major", sentence });
const minor = (sentence: string): Verdict => ({ level: "minor", sentence });
const patch = (sentence: string): Verdict => ({ level: "patch", sentence });

/** A rule that makes a value more restricted: requests may be refused, responses only promise more. */
const tighter = (request: string, response: string): Policy => ({ request: major(request), response: minor(response) });
/** A rule that makes a value less restricted: requests stay valid, responses promise less. */
const looser = (request: string, response: string): Policy => ({ request: minor(request), response: major(response) });

/** What each change means for users. A schema that requests and responses share gets the worse of its two verdicts. */
export const policy = {
  // The document
  "openapi-version-changed": minor(
    "The document's format became {what}. Tools that read only the old one need an update.",
  ),
  "text-changed": patch("{what} changed. Read it: a weakened promise looks like any other edit."),
  "documentation-changed": patch("{what} changed, which only documentation shows."),
  "deprecated-added": minor("{what} is deprecated. It still works; plan to stop using it."),
  "deprecated-removed": patch("{what} is no longer deprecated."),
  "name-added": minor("{what} is a new public name."),
  "name-removed": major("{what} was removed. Code that imports this name no longer compiles."),
  "name-dropped": minor("{what} was removed together with the error status that used it."),
  "name-renamed": major("{what}. Code that imports the old name no longer compiles."),
  "order-changed": patch("The order of {what} changed, not its content."),
  "spelling-changed": patch("{what} is written differently and means the same."),
  unrated: patch("{what} changed. Not rated by a rule: read it and decide."),
  "redocly-only": major("{what} Only `redocly diff` reports this: read it and decide."),

  // Paths, operations, servers and security
  "path-added": minor("{what} is new."),
  "path-removed": major("{what} was removed. Requests to it fail."),
  "path-parameter-renamed": major("{what}. Generated clients name an argument after it."),
  "operation-added": minor("{what} is new."),
  "operation-removed": major("{what} was removed. Requests to it fail."),
  "operation-id-added": minor("{what} is a new name for the operation."),
  "operation-id-changed": major("{what}. Generated clients name the method after it."),
  "callback-added": minor("{what} is new."),
  "callback-removed": major("{what} was removed. Code that waits for it waits forever."),
  "server-added": minor("{what} can be used as well."),
  "server-removed": major("{what} is no longer listed. Requests to it may fail."),
  "server-default-changed": major("{what} became the first server, which clients use by default."),
  "security-tightened": major(
    "{what} is no longer enough to authenticate. Requests that relied on it get a 401 or 403.",
  ),
  "security-alternative-added": minor("{what} is accepted as well."),
  "security-dropped": minor("{what} needs no credential any more. Calls still work; check that this is meant."),
  "security-scheme-changed": major("{what} changed. Credentials are sent in another way."),
  "security-scheme-removed": minor("{what} was removed. No operation requires it."),

  // Parameters, headers and bodies
  "parameter-added": minor("{what} is new and optional."),
  "required-parameter-added": tighter(
    "{what} is new and required. Requests without it are refused.",
    "{what} is new and always sent.",
  ),
  "parameter-removed": major("{what} was removed. It is ignored or refused."),
  "header-added": minor("{what} is new."),
  "header-removed": looser(
    "{what} need not be sent any more.",
    "{what} was removed. Code that reads it finds nothing.",
  ),
  "became-required": tighter(
    "{what} became required. Requests without it are refused.",
    "{what} became required, so it is always sent.",
  ),
  "became-optional": looser(
    "{what} became optional.",
    "{what} became optional. Code that relies on it may find nothing.",
  ),
  "default-changed": {
    request: major("The default of {what} changed. The same request now means something else."),
    response: patch("The default of {what} changed, which only documents a response."),
  },
  "serialization-changed": major("{what} changed. The value is written in another way."),
  "body-added": minor("A request may have a body now."),
  "required-body-added": tighter("A request needs a body now.", "The call now has a body."),
  "body-removed": major("The request body was removed. It is ignored or refused."),
  "media-type-added": minor("{what} is supported as well."),
  "media-type-removed": major("{what} is no longer supported. Code that sends or reads it fails."),
  "encoding-changed": major("The encoding of {what} changed. The body is written in another way."),

  // Responses
  "status-added": minor("{what} is a new response. Handle unknown statuses."),
  "success-status-removed": major("{what} was removed. Code that handles it is never called."),
  "error-status-removed": minor(
    "{what} is no longer documented. Code that handles it stays correct, but promises nothing new.",
  ),
  "link-added": minor("{what} is new."),
  "link-removed": major("{what} was removed. Code that follows it finds nothing."),
  "link-changed": major("{what} changed. It leads to another request."),

  // Examples
  "example-added": minor("{what} is a new example."),
  "example-removed": major("{what} was removed. Tests that use this example fail."),
  "example-renamed": major("{what}. Tests that use the old name fail."),
  "example-request-changed": major(
    "The reserved request of {what} changed. Tests that send the old one get another response.",
  ),
  "example-id-changed": major("The id of {what} changed. Tests that request the old one get another response."),
  "example-behaviour-changed": minor(
    "How the connection or the sequence of {what} behaves changed. Check tests that use it.",
  ),
  "example-value-changed": patch("Values of {what} changed. Do not compare with copies of them."),

  // Extensions
  "extension-added": minor("{what} was added. Tools of this project follow it."),
  "extension-removed": major("{what} was removed. Tools of this project stop following it."),
  "extension-changed": major("{what} changed. Tools of this project behave differently."),
  "secret-added": minor("{what} marks the value as a secret. It is redacted from logs."),
  "secret-removed": major("{what} no longer marks the value as a secret. It is no longer redacted from logs."),
  "other-extension-changed": patch("{what} changed. No tool of this project reads it."),

  // Schemas
  "property-added": minor("{what} is new."),
  "property-removed": {
    request: major("{what} was removed. It is ignored or refused."),
    response: major("{what} was removed. Code that reads it finds nothing."),
  },
  "type-narrowed": tighter("{what} is no longer accepted.", "{what} no longer appears."),
  "type-widened": looser("{what} is accepted as well.", "{what} may appear. Code that does not expect it fails."),
  "type-changed": major("{what}. Code written for the old type fails."),
  "enum-added": tighter("Only {what} is accepted.", "Only {what} appears."),
  "enum-removed": looser("Any value is accepted, not only {what}.", "Any value may appear, not only {what}."),
  "enum-value-added": {
    request: minor("{what} is accepted as well."),
    response: minor("{what} may appear. Code must handle unknown values, as the contract says."),
  },
  "enum-value-removed": tighter("{what} is no longer accepted.", "{what} no longer appears."),
  "values-replaced": major("{what}. Code written for the old values fails."),
  "union-added": tighter(
    "Only members of the new union are accepted: {what}.",
    "Only members of the new union appear: {what}.",
  ),
  "union-removed": looser(
    "The value is no longer restricted to a union: {what}.",
    "Other values than members of the union may appear: {what}.",
  ),
  "union-member-added": {
    request: minor("{what} is accepted as well."),
    response: minor("{what} may appear. Code must handle unknown members, as the contract says."),
  },
  "union-member-removed": tighter("{what} is no longer accepted.", "{what} no longer appears."),
  "union-kind-changed": minor("{what}. The members stay the same."),
  "discriminator-added": minor("{what} tells the members of the union apart."),
  "discriminator-changed": major("{what} changed. Generated code cannot tell the members apart."),
  "schema-closed": tighter("{what} is no longer accepted.", "{what} no longer appears."),
  "schema-opened": looser("{what} is accepted as well.", "{what} may appear. Code that does not expect it fails."),
  "bound-tightened": tighter("{what} is stricter. Values outside are refused.", "{what} is stricter."),
  "bound-loosened": looser("{what} is looser.", "{what} is looser. Values outside the old bound may appear."),
  "constraint-added": tighter(
    "{what} was added. Values that break it are refused.",
    "{what} was added, which promises more.",
  ),
  "constraint-removed": looser("{what} was removed.", "{what} was removed. Values that break it may appear."),
  "constraint-changed": major("{what} changed. Values that were valid may be refused, or new ones appear."),
  "xml-changed": major("{what} changed. The XML is written in another way."),
} satisfies Record<string, Policy>;

export type Rule = keyof typeof policy;

const levels: Level[] = ["none", "patch", "minor", "major"];

export function worstOf(some: Level[]): Level {
  return levels.findLast((level) => some.includes(level)) ?? "none";
}
