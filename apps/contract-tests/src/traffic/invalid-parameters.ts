import {
  checkParameters,
  type Failure,
  matchPath,
  type Parameter,
  type RequestParts,
} from "@integrations-api/scenarios";
import fc from "fast-check";
import type { Operation } from "../contract/read-contract.ts";
import type { SentRequest } from "../http/exchange.ts";
import { nearMisses } from "./near-misses.ts";
import { withValues, writeRequest } from "./requests.ts";

/** Values that a parameter does not allow, the most telling first. */
export interface InvalidValues {
  first: unknown[];
  arbitrary: fc.Arbitrary<unknown>;
}

/**
 * Finds values that break the schema of a parameter as they are written in the request.
 *
 * @returns `undefined` if the parameter allows any text
 */
export function invalidValuesOf(
  operation: Operation,
  parameter: Parameter,
  parts: RequestParts,
): InvalidValues | undefined {
  if (parameter.in === "cookie") return undefined;
  const isInvalid = (value: unknown): boolean => {
    if (!isSendable(parameter, value)) return false;
    const request = writeRequest(operation, withValues(operation, parts, { [parameter.name]: value }));
    const failures = failuresOf(operation, request);
    return failures.length > 0 && failures.every(({ name }) => name === parameter.name);
  };

  const first = nearMisses(parameter.schema).filter(isInvalid);
  if (first.length === 0) return undefined;
  const listed = fc.constantFrom(...first);
  // Where nearly every text is valid, looking for others would not end.
  const isCommon = samples.filter(isInvalid).length > samples.length / 2;
  return { first, arbitrary: isCommon ? fc.oneof(listed, texts.filter(isInvalid)) : listed };
}

const texts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const samples = fc.sample(texts, { seed: 1, numRuns: 40 });

/** What of a request breaks the contract, as it is written. */
export function failuresOf(operation: Operation, { target, headers }: SentRequest): Failure[] {
  const [path = "", search = ""] = target.split("?");
  const [match] = matchPath({ operations: [operation] }, path);
  return match ? checkParameters({ ...match, operation }, { headers, query: new URLSearchParams(search) }) : [];
}

/** Servers and what is before them read some characters of a path before the API does, and an empty value as none. */
function isSendable({ in: place }: Parameter, value: unknown): boolean {
  const text = String(value);
  if (text.trim() === "" || /\p{C}/u.test(text.replace(/\n$/, ""))) return false;
  if (place === "path") return !/[/\\%;?#]|^\.+$/.test(text);
  return place !== "header" || /^[\x21-\x7e]+$/.test(text);
}
