import { attempt } from "../errors/attempt.ts";
import {
  type AnyIntegrationsApiError,
  BadRequestError,
  ForbiddenError,
  MalformedResponseError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
  UnexpectedStatusError,
} from "../errors/errors.ts";
import { toLine } from "../errors/plain-error.ts";
import type { ResponseRecord } from "../errors/records.ts";
import { seeAlso } from "../errors/see-also.ts";
import type { BodyViolation } from "../options/validate.ts";
import type { Call } from "./call.ts";
import { describeViolations, findViolations } from "./find-violations.ts";
import { isJson, mediaTypeOf } from "./media-type.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import type { ReceivedResponse } from "./read-response.ts";
import { readRetryAfter } from "./retry-after.ts";

/** A response as the caller gets it, and its error if it is one. */
export interface JudgedResponse {
  /** With the token redacted. */
  response: Response;
  ok: boolean;
  /** The body as parsed JSON or as `parseAs` says. In an error body, the token is redacted. */
  body: unknown;
  record: ResponseRecord;
  /** What `validate` found. */
  violations: readonly BodyViolation[];
  error: AnyIntegrationsApiError | undefined;
  /** Whether a success cannot be returned because its body is not what was requested. */
  isUnreadable: boolean;
}

type Known = ResponseRecord & { violations: readonly BodyViolation[] | undefined };
type ErrorClass = new (message: string, known: Known) => AnyIntegrationsApiError;

const errorByStatus: Record<number, ErrorClass> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
};

/** Compares a response with what the contract declares for the operation. */
export function judgeResponse(call: Call, received: ReceivedResponse, request: PreparedRequest): JudgedResponse {
  const { ok, text } = received;
  const { redact } = call;
  const response = redact.response(received.response);
  const { status } = response;
  const declared = declaredBody(request, status);

  const isJsonWanted = !ok || request.parseAs === "json";
  const json = isJsonWanted ? attempt((): unknown => JSON.parse(text.replace(/^\uFEFF/, ""))) : undefined;
  const raw = received.data ?? (json === undefined ? text || undefined : json);
  const body = ok ? raw : redact.json(raw);
  const record = toRecord(call, response, ok ? undefined : body);
  const isChecked = declared !== undefined && json !== undefined;
  const violations = isChecked ? findViolations(call, request, { response, json }) : [];
  const judged = { response, ok, body, record, violations, isUnreadable: false, error: undefined };

  const isExpected = ok && declared !== undefined;
  const isNothing = json === undefined && text !== "" && isJsonWanted && ok;
  const broken = request.settings.strict && ok && violations.length > 0 ? violations : undefined;
  const fault = isExpected && isJsonWanted && faultOf(response, declared, { text, json });
  const why = isExpected ? fault || (broken && describeViolations(broken)) : describe(response, record);
  if (!why) return judged;

  const known = declared && errorByStatus[status];
  const Failed = isExpected ? MalformedResponseError : known || (status >= 500 ? ServerError : UnexpectedStatusError);
  const isListed = !ok && request.operation.responses[status] !== undefined;
  const message = call.failed() + why + seeAlso(Failed.prototype.name, isListed ? status : undefined);
  const error = new Failed(message, { ...record, violations: broken });
  return { ...judged, isUnreadable: isExpected || isNothing, error };
}

/** The declared body of a status: its JSON type, `none` or `other`; `undefined` if the status is not declared. */
function declaredBody({ operation: { responses } }: PreparedRequest, status: number): string | undefined {
  return responses[status] ?? responses[`${String(status)[0]}XX`] ?? responses["default"];
}

function toRecord(call: Call, { status, headers }: Response, body: unknown): ResponseRecord {
  return {
    ...call.record(),
    status,
    // An object of any shape, because a failing server may not keep to the contract.
    body: Object(body) === body ? (body as ResponseRecord["body"]) : undefined,
    // The contract does not declare such a header; these have been observed.
    requestId: headers.get("x-request-id") || headers.get("cf-ray") || undefined,
    retryAfter: readRetryAfter(headers),
  };
}

/** The reason for the error message: the status, the body's message, and the request id for the vendor. */
function describe({ status, statusText = "" }: Response, { body, requestId }: ResponseRecord): string {
  const { message } = Object(body);
  const why = typeof message === "string" && message ? `, ${toLine(message)}` : "";
  return `${status} ${toLine(statusText)}`.trim() + why + (requestId ? ` (request ${requestId})` : "");
}

interface Body {
  text: string;
  json: unknown;
}

function faultOf({ status, headers }: Response, declared: string, { text, json }: Body): string | undefined {
  if (/none|other/.test(declared) || status === 204 || status === 205) return undefined;
  const type = mediaTypeOf(headers.get("content-type"));
  if (!isJson(type)) return `expected JSON, got ${type ?? "no content type"}`;
  // The parser's own error would quote the body, which may contain secrets.
  if (json === undefined) return `expected JSON, got ${text ? "broken JSON" : "an empty body"}`;
  const found = json === null ? "null" : Array.isArray(json) ? "array" : typeof json;
  return /any/.test(declared) || declared === found ? undefined : `expected JSON of type ${declared}, got ${found}`;
}
