import { toHeaderText } from "@integrations-api/scenarios";
import type { IHttpResponse, ProblemJsonError } from "@stoplight/prism-http";
import type mocker from "@stoplight/prism-http/dist/mocker/index.js";
import type { DeclaredResponse, UndeclaredResponse, Violation } from "./engine-operation.ts";

/** What Prism finds wrong with a request. */
export type Diagnostic = Parameters<typeof mocker.default>[0]["input"]["validations"][number];

export function toViolation({ path = [], code, message, tags }: Diagnostic): Violation {
  const [place = "body", ...rest] = path.map(String);
  const name = place === "body" ? rest.map((key) => `/${key}`).join("") : (rest[0] ?? "");
  // What is missing does not have a place of its own.
  const [, missing] = /^Request \w+ must have required property '(.+)'$/.exec(message) ?? [];
  const isMissingParameter = place !== "body" && name === "" && missing !== undefined;
  return {
    in: place,
    name: isMissingParameter ? missing : name,
    message: isMissingParameter ? "must be given" : message.replace(/^Request \w+ ((parameter|property) \S+ )?/, ""),
    ...((code === 401 || code === 415) && { status: code }),
    ...(tags && { challenges: tags }),
  };
}

/** A response that Prism made from the contract. */
export function toDeclared({ statusCode, headers = {}, body }: IHttpResponse): DeclaredResponse {
  const { "Content-type": contentType, ...others } = headers;
  // A header that Prism cannot make up is null.
  const known = Object.entries(others).filter(([, value]) => (value as unknown) !== null);
  return {
    kind: "declared",
    status: statusCode,
    headers: Object.fromEntries(known.map(([name, value]) => [name.toLowerCase(), toHeaderText(String(value))])),
    ...(contentType !== undefined && { contentType }),
    body,
  };
}

/** A failure of Prism to find a response. */
export function toUndeclared(failed: Error & Partial<ProblemJsonError>): UndeclaredResponse {
  const { status = 500, detail, message, additional } = failed;
  return { kind: "undeclared", status, message: detail || message, headers: Object(additional?.["headers"]) };
}
