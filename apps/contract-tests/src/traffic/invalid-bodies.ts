import { applyPatch, checkBody, type Failure, type RequestParts, valueAt } from "@integrations-api/scenarios";
import fc from "fast-check";
import type { Operation } from "../contract/read-contract.ts";
import type { SentRequest } from "../http/exchange.ts";
import { isJsonType } from "../http/read-json.ts";
import { writeRequest } from "./requests.ts";

/** A body that the contract does not allow. */
export interface InvalidBody {
  text?: string;
  contentType?: string;
}

const replacements = [undefined, null, true, -1, 1.5, "", "unknown", [], {}, [{}]];

/**
 * Changes one value of a valid body so the body breaks its schema.
 *
 * @returns `undefined` if the operation does not take JSON
 */
export function invalidBodiesOf(
  operation: Operation,
  parts: RequestParts,
): { first: InvalidBody[]; arbitrary: fc.Arbitrary<InvalidBody> } | undefined {
  const { requestBody } = operation;
  const { value, contentType = "" } = parts.body ?? {};
  if (!requestBody || !isJsonType(contentType)) return undefined;

  const isInvalid = (body: InvalidBody): boolean =>
    failuresOfBody(operation, writeInvalid(operation, parts, body)).length > 0;
  const changed = pointersOf(value).flatMap((pointer) =>
    replacements.map((replacement) => ({
      text: JSON.stringify(changeAt(value, pointer, replacement)) ?? "",
      contentType,
    })),
  );
  const first = [...(requestBody.required ? [{}] : []), { text: '{"unfinished":', contentType }];
  const all = [...first, ...changed.filter(isInvalid)];
  return { first: all.slice(0, 12), arbitrary: fc.constantFrom(...all) };
}

/** Writes a request with a body that is not valid. */
export function writeInvalid(
  operation: Operation,
  parts: RequestParts,
  { text, contentType }: InvalidBody,
): SentRequest {
  const { body: _body, headers, ...request } = writeRequest(operation, parts);
  const { "content-type": _type, ...rest } = headers;
  return {
    ...request,
    headers: { ...rest, ...(contentType !== undefined && { "content-type": contentType }) },
    ...(text !== undefined && { body: text }),
  };
}

export function failuresOfBody(operation: Operation, { method, headers, target, body }: SentRequest): Failure[] {
  return checkBody(operation, { method, path: target, query: new URLSearchParams(), headers, body });
}

function changeAt(value: unknown, path: string, replacement: unknown): unknown {
  if (path === "") return replacement;
  if (replacement === undefined) return applyPatch(value, [{ op: "remove", path }]);
  return applyPatch(value, [{ op: "replace", path, value: replacement }]);
}

function pointersOf(value: unknown, pointer = ""): string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  const keys = Object.keys(value).map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1"));
  return [pointer, ...keys.flatMap((key) => pointersOf(valueAt(value, `/${key}`), `${pointer}/${key}`))];
}
